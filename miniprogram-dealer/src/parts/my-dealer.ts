import type { Output } from '@xietong/client/caller'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { type Query, useQuery } from '@xietong/ui/hooks/use-query'
import { useSignedIn } from '@xietong/ui/session/session'
import { setTabs, type Tab } from '@xietong/ui/tab-bar/tabs'
import { useEffect } from 'react'
import { app } from '../../config/app'

export type MyDealer = Output<'channel.getMyDealer'>

/** Tabs that only some dealers have, with the menu that gives them (DL-018, DL-019). */
const menuOfTab: Readonly<Record<string, string>> = {
  'pages/delivery/index': 'delivery',
  'pages/earnings/index': 'earnings',
}

export function tabsFor(menus: readonly string[]): readonly Tab[] {
  return app.tabs.filter(({ page }) => {
    const menu = menuOfTab[page]
    return !menu || menus.includes(menu)
  })
}

/**
 * Who I am at which dealer, asked again whenever the page is shown: what head office changes takes
 * effect at once. The tab bar follows.
 */
export function useMyDealer(): Query<MyDealer> {
  const signedIn = useSignedIn()
  const query = useQuery('channel.getMyDealer', signedIn ? {} : null)
  useFresh(query.reload)
  const value = signedIn ? query.value : null
  useEffect(() => {
    setTabs(tabsFor(value?.menus ?? []))
  }, [value])
  return { ...query, value }
}

export const tierWords = { 1: '一级', 2: '二级', 3: '三级' } as const
export const roleWords = { owner: '负责人', operator: '操作员', employee: '员工' } as const

export function kindWords({ tier, kind }: Pick<MyDealer, 'tier' | 'kind'>): string {
  if (kind === 'store') return '专卖店'
  if (kind === 'partner') return '城市合伙人'
  return tier === 2 ? '二级渠道商' : '三级渠道商'
}
