import Taro, { usePullDownRefresh } from '@tarojs/taro'

/** Pull to refresh for a page about one thing; switch it on in the page's configuration. */
export function usePull(reload: () => Promise<unknown>): void {
  usePullDownRefresh(() => {
    // In a browser this promise never settles, so that it is not awaited.
    void reload().then(() => Taro.stopPullDownRefresh())
  })
}
