/** The phone's own clock and dice: the only place of the mini-programs that reads them. */
export const now = (): number => Date.now()
export const random = (): number => Math.random()
export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
