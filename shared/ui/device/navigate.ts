import Taro from '@tarojs/taro'
import { now, wait } from './clock'

type Query = Readonly<Record<string, string | number | undefined>>

/** `/orders/order/index?id=...`; WeChat keeps values percent-encoded, `useQuery` decodes them. */
export function address(page: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const text = pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')
  return text ? `/${page}?${text}` : `/${page}`
}

/** In the browser a page slides in; another move meanwhile would leave nothing on the screen. */
const SLIDE_MS = process.env.TARO_ENV === 'h5' ? 400 : 0
let freeAt = 0

/** One move after the other. What goes wrong with one is seen on the page that stays. */
const quietly = async (go: () => Promise<unknown>): Promise<void> => {
  const waiting = freeAt - now()
  freeAt = Math.max(freeAt, now()) + SLIDE_MS
  if (waiting > 0) await wait(waiting)
  await go().catch(() => undefined)
}

export const open = (page: string, query?: Query): void =>
  void quietly(() => Taro.navigateTo({ url: address(page, query) }))
export const replace = (page: string, query?: Query): void =>
  void quietly(() => Taro.redirectTo({ url: address(page, query) }))
export const openTab = (page: string): void =>
  void quietly(() => Taro.switchTab({ url: `/${page}` }))
export const restart = (page: string): void =>
  void quietly(() => Taro.reLaunch({ url: `/${page}` }))

/** Back to the page before, or to `home` when this page was opened directly. */
export function back(home = 'pages/home/index'): void {
  if (Taro.getCurrentPages().length > 1) void quietly(() => Taro.navigateBack())
  else openTab(home)
}

/** Route of the page on top, without a leading slash and without its query. */
export function currentPage(): string {
  const pages = Taro.getCurrentPages()
  const route = pages[pages.length - 1]?.route ?? ''
  return route.replace(/^\//, '').split('?')[0] ?? ''
}
