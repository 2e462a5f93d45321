import { create } from 'zustand'
import { readStored, writeStored } from '../device/storage'

const KEY = 'session'

export interface Session {
  /** Bearer token; null when nobody is signed in on this device. */
  readonly token: string | null
  /** Whether the stored session was ended by the server (closed account, signed out elsewhere). */
  readonly ended: boolean
}

/** Who is signed in on this device. It survives closing the app. */
export const useSession = create<Session>(() => ({
  token: readStored<string>(KEY),
  ended: false,
}))

export function signIn(token: string): void {
  writeStored(KEY, token)
  useSession.setState({ token, ended: false })
}

export function signOut(ended = false): void {
  writeStored(KEY, null)
  useSession.setState({ token: null, ended })
}

export const useSignedIn = (): boolean => useSession((session) => session.token !== null)
