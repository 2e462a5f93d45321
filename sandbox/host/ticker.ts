/** Runs a piece of work again and again, never twice at once, until it is stopped. */
export function startTicker(everyMs: number, work: () => Promise<unknown>): () => Promise<void> {
  let stopped = false
  let wake: (() => void) | undefined
  const loop = async () => {
    while (!stopped) {
      try {
        await work()
      } catch (error) {
        process.stderr.write(`tick: ${String(error)}\n`)
      }
      if (stopped) return
      await new Promise<void>((done) => {
        const timer = setTimeout(done, everyMs)
        wake = () => {
          clearTimeout(timer)
          done()
        }
      })
    }
  }
  const running = loop()
  return async () => {
    stopped = true
    wake?.()
    await running
  }
}
