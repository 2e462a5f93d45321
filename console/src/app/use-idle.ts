import { signOut } from '@xietong/domain/identity/contract'
import { useEffect, useState } from 'react'
import { act } from '../api/hooks'
import { end } from '../api/session'

/** After so long without a touch the page stops asking by itself: asking would count as use. */
const QUIET_MS = 5 * 60_000
/** AD-003: after two hours without use the session is over. */
const OVER_MS = 2 * 3_600_000
const CHECK_MS = 15_000

const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const

/** Whether nobody has touched the page for a while; ends the session after two hours. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false)
  useEffect(() => {
    let last = Date.now()
    const touch = () => {
      last = Date.now()
      setIdle(false)
    }
    const check = () => {
      const quiet = Date.now() - last
      setIdle(quiet > QUIET_MS)
      if (quiet > OVER_MS) {
        leave('两小时没有操作，已为你退出。登录后会回到刚才的页面。')
      }
    }
    const timer = setInterval(check, CHECK_MS)
    for (const name of touches) {
      window.addEventListener(name, touch, { passive: true })
    }
    return () => {
      clearInterval(timer)
      for (const name of touches) {
        window.removeEventListener(name, touch)
      }
    }
  }, [])
  return isIdle
}

/** Ends the session here and tells the server; a lost message leaves it to time out. */
export function leave(reason: string | null): void {
  const told = act({ operation: signOut, input: {} }).catch(() => undefined)
  void told.finally(() => end(reason))
}
