import { create } from 'zustand'

export interface Tab {
  /** Route of the tab page. */
  readonly page: string
  /** Name of the drawing, see build/draw/icons.cjs. */
  readonly icon: string
  readonly text: string
}

export interface TabState {
  readonly tabs: readonly Tab[]
  /** By route: how many things wait for the user there. Never a total. */
  readonly badges: Readonly<Record<string, number>>
}

export const useTabs = create<TabState>(() => ({ tabs: [], badges: {} }))

/**
 * Called by the app with the list that its configuration has, and again when the person who is
 * signed in may see fewer of them.
 */
export function setTabs(tabs: readonly Tab[]): void {
  useTabs.setState({ tabs })
}

export function setBadge(page: string, waiting: number): void {
  useTabs.setState(({ badges }) => ({
    badges: { ...badges, [page]: waiting },
  }))
}

export const isTab = (page: string): boolean =>
  useTabs.getState().tabs.some((tab) => tab.page === page)
