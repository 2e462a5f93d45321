import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { currentPage } from '../device/navigate'
import { useTabs } from './tabs'

interface NativeTabBar {
  setData(data: object): void
}

/** Tells the native tab bar of this page what is chosen and what waits. Draws nothing itself. */
export function TabBar({ page }: { page: string }) {
  const { tabs, badges } = useTabs()
  const tell = () => {
    // A tab page in the background lives on and must not speak for the one in front.
    if (currentPage() !== page) return
    const shown = Taro.getCurrentInstance().page as {
      getTabBar?: () => NativeTabBar
    } | null
    shown?.getTabBar?.()?.setData({ tabs, selected: page, badges })
  }
  useDidShow(tell)
  useEffect(tell, [tabs, badges, page])
  return null
}
