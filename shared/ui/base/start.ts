import { watchNetwork } from '../device/network'
import { setTabs, type Tab } from '../tab-bar/tabs'

/** What every app does once, before its first page. */
export function startApp(tabs: readonly Tab[]): void {
  setTabs(tabs)
  watchNetwork()
}
