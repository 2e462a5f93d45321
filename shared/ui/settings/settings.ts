import type { Output } from '@xietong/client/caller'
import { create } from 'zustand'
import { api } from '../api/api'
import { now } from '../device/clock'

export type PublicSettings = Output<'settings.getPublicSettings'>

interface Known {
  readonly settings: PublicSettings | null
  /** Server time less phone time: a phone's clock may be wrong, and a demo's clock is moved. */
  readonly aheadMs: number
}

/** What every client may know before sign-in; asked for again when a home page is shown. */
export const useSettings = create<Known>(() => ({ settings: null, aheadMs: 0 }))

export async function loadSettings(): Promise<void> {
  const answer = await api.ask('settings.getPublicSettings', {})
  if (!answer.ok) return
  useSettings.setState({ settings: answer.value, aheadMs: Date.parse(answer.value.now) - now() })
}

export const serverNow = (): number => now() + useSettings.getState().aheadMs
