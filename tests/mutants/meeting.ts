/**
 * Holds everybody back until `size` have come, and nobody afterwards. A planted bug that waits here
 * between its look and its change goes wrong every time, however busy the machine is.
 */
export function meeting(size: number): () => Promise<void> {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  let come = 0
  return () => {
    come += 1
    if (come >= size) {
      open()
    }
    return opened
  }
}
