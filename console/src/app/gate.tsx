import { QueryClientProvider } from '@tanstack/react-query'
import { getMe } from '@xietong/domain/identity/contract'
import { getPublicSettings } from '@xietong/domain/settings/contract'
import { useEffect, useMemo } from 'react'
import { setClock } from '../api/clock'
import { useRead } from '../api/hooks'
import { makeQueryClient } from '../api/query-client'
import { know, useSession } from '../api/session'
import { ErrorState } from '../look/page-states'
import { ForcedPassword } from './change-password'
import { Shell } from './shell'
import { SignIn } from './sign-in'

/** Who may go on: signed in, known, with a password of their own. */
export function Gate() {
  const { token } = useSession()
  // One client a session: what one person read is never shown to the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new token means a new client.
  const client = useMemo(makeQueryClient, [token])
  return <QueryClientProvider client={client}>{token ? <Known /> : <SignIn />}</QueryClientProvider>
}

/** Rights change at the next call (AD-340): the menu follows within a minute. */
const RIGHTS_MS = 60_000

function Known() {
  const { account } = useSession()
  const me = useRead(getMe, {}, { every: RIGHTS_MS })
  const open = useRead(getPublicSettings, {}, { every: RIGHTS_MS })
  const now = open.data?.now
  useEffect(() => {
    if (now) {
      setClock(now)
    }
  }, [now])
  useEffect(() => {
    if (me.data) {
      know(me.data)
    }
  }, [me.data])
  if (me.error && !account) {
    return <ErrorState what="没有连上服务器" error={me.error} retry={() => me.refetch()} />
  }
  if (!account || (!now && !open.error)) {
    return null
  }
  return account.mustChangePassword ? <ForcedPassword name={account.name} /> : <Shell />
}
