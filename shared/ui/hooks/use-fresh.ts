import { useDidShow } from '@tarojs/taro'
import { useRef } from 'react'

/** Asks again whenever the page is shown after its first time, so that it shows what is true. */
export function useFresh(reload: () => unknown): void {
  const first = useRef(true)
  useDidShow(() => {
    if (!first.current) void reload()
    first.current = false
  })
}
