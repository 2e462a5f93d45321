import { useRef, useState } from 'react'

/**
 * Something that takes a while and must not run beside itself: a second tap while it runs does
 * nothing, even before the button has been drawn as running.
 */
export function useOnce(act: () => Promise<unknown>): readonly [run: () => void, running: boolean] {
  const busy = useRef(false)
  const [running, setRunning] = useState(false)
  const run = () => {
    if (busy.current) return
    busy.current = true
    setRunning(true)
    void act().finally(() => {
      busy.current = false
      setRunning(false)
    })
  }
  return [run, running]
}
