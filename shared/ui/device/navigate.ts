import Taro from '@tarojs/taro'

type Query = Readonly<Record<string, string | number | undefined>>

/** `/orders/order/index?id=...`; WeChat keeps values percent-encoded, `useQuery` decodes them. */
export function address(page: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const text = pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')
  return text ? `/${page}?${text}` : `/${page}`
}

const quietly = (going: Promise<unknown>) => {
  going.catch(() => undefined)
}

export const open = (page: string, query?: Query): void =>
  quietly(Taro.navigateTo({ url: address(page, query) }))
export const replace = (page: string, query?: Query): void =>
  quietly(Taro.redirectTo({ url: address(page, query) }))
export const openTab = (page: string): void => quietly(Taro.switchTab({ url: `/${page}` }))
export const restart = (page: string): void => quietly(Taro.reLaunch({ url: `/${page}` }))

/** Back to the page before, or to `home` when this page was opened directly. */
export function back(home = 'pages/home/index'): void {
  if (Taro.getCurrentPages().length > 1) quietly(Taro.navigateBack())
  else openTab(home)
}

/** Route of the page on top, without a leading slash and without its query. */
export function currentPage(): string {
  const pages = Taro.getCurrentPages()
  const route = pages[pages.length - 1]?.route ?? ''
  return route.replace(/^\//, '').split('?')[0] ?? ''
}
