import type { Output } from '@xietong/client/caller'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { type Query, useQuery } from '@xietong/ui/hooks/use-query'
import { useSignedIn } from '@xietong/ui/session/session'
import { setTabs, type Tab } from '@xietong/ui/tab-bar/tabs'
import { useEffect } from 'react'
import { app } from '../../config/app'

/** The department tab is for supervisors only (ST-004); the server refuses everybody else. */
export const tabsFor = (supervisor: boolean): readonly Tab[] =>
  app.tabs.filter(({ page }) => supervisor || page !== 'pages/team/index')

/** Who I am, asked again whenever the page is shown: a new role takes effect at once. */
export function useMyRole(): Query<Output<'sales.getMe'>> {
  const signedIn = useSignedIn()
  const query = useQuery('sales.getMe', signedIn ? {} : null)
  useFresh(query.reload)
  const value = signedIn ? query.value : null
  const supervisor = value?.supervisor ?? false
  useEffect(() => setTabs(tabsFor(supervisor)), [supervisor])
  return { ...query, value }
}
