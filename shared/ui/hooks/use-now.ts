import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { serverNow, useSettings } from '../settings/settings'

/** The server's time; ticks every `everyMs` while the page is shown, or stands still when 0. */
export function useNow(everyMs = 0): number {
  const ahead = useSettings((known) => known.aheadMs)
  const [at, setAt] = useState(serverNow)
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the offset changes what now is.
  useEffect(() => {
    setAt(serverNow())
    if (everyMs === 0 || !shown) return
    const timer = setInterval(() => setAt(serverNow()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs, ahead, shown])
  return at
}
