import type { getMe } from '@xietong/domain/identity/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import type { Permission } from '@xietong/domain/kernel/permissions'
import { useSyncExternalStore } from 'react'

/** Who is signed in at the console, as the server answered. */
export type Account = OutputOf<typeof getMe>

export interface Session {
  readonly token: string | null
  readonly account: Account | null
  /** Why the person was returned to sign-in, shown there once. */
  readonly ended: string | null
}

const STORED = 'xietong.console.token'
let session: Session = { token: readStored(), account: null, ended: null }
const listeners = new Set<() => void>()

function readStored(): string | null {
  try {
    return localStorage.getItem(STORED)
  } catch {
    // Storage can be switched off; then the session lasts as long as the page.
    return null
  }
}

function writeStored(token: string | null): void {
  try {
    if (token) {
      localStorage.setItem(STORED, token)
    } else {
      localStorage.removeItem(STORED)
    }
  } catch {
    // As above.
  }
}

function set(next: Session): void {
  session = next
  for (const listener of listeners) {
    listener()
  }
}

export const currentSession = () => session

export function begin(token: string): void {
  writeStored(token)
  set({ token, account: null, ended: null })
}

export function know(account: Account): void {
  set({ ...session, account })
}

export function end(reason: string | null): void {
  writeStored(null)
  set({ token: null, account: null, ended: reason })
}

/** Another tab signed in or out: follow it, so that two tabs never act as two people. */
export function followOtherTabs(): void {
  window.addEventListener('storage', (event) => {
    if (event.key === STORED && event.newValue !== session.token) {
      set({ token: event.newValue, account: null, ended: event.newValue ? null : '已在另一页退出' })
    }
  })
}

/** A session may be handed over as `#token=…`: take it once and clean the address. */
export function takeHandedToken(): void {
  const handed = /^#token=([\w.~+/=-]+)$/.exec(location.hash)?.[1]
  if (!handed) {
    return
  }
  history.replaceState(null, '', location.pathname + location.search)
  begin(decodeURIComponent(handed))
}

export function useSession(): Session {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => session,
  )
}

export type Right = Permission | 'signed-in'

export function holds(permission: Right | undefined, account = session.account): boolean {
  if (!account || permission === undefined) {
    return false
  }
  return permission === 'signed-in' || account.permissions.includes(permission)
}
