import { useDidShow } from '@tarojs/taro'
import { useRef } from 'react'

/** Asks again whenever the page is shown after its first time: coming back shows what is true now. */
export function useFresh(reload: () => unknown): void {
  const first = useRef(true)
  useDidShow(() => {
    if (!first.current) void reload()
    first.current = false
  })
}
