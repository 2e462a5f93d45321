import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { useTabs } from './tabs'

interface NativeTabBar {
  setData(data: object): void
}

/** Tells the native tab bar of this page what is chosen and what waits. Draws nothing itself. */
export function TabBar({ page }: { page: string }) {
  const { tabs, badges } = useTabs()
  const tell = () => {
    const shown = Taro.getCurrentInstance().page as {
      getTabBar?: () => NativeTabBar
    } | null
    shown?.getTabBar?.()?.setData({ tabs, selected: page, badges })
  }
  useDidShow(tell)
  useEffect(tell, [tabs, badges, page])
  return null
}
