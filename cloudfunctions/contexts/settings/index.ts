import { type Settings, settingsSchema } from '@xietong/domain/settings/contract'
import type { Reader } from '../../runtime/database'
import { type AgreementKind, selectAgreements, selectSettings } from './store'

/** How long another process may still act on the settings before a change. */
const CACHE_MS = 5_000
/** After a change here, readings that began before its commit must not be kept. */
const QUIET_MS = 1_000

let cached: { settings: Settings; version: number; readAt: number } | null = null
let quietUntil = 0

/** The settings in force, at most five seconds old in a process that did not change them itself. */
export async function readSettings(reader: Reader): Promise<Settings> {
  const now = performance.now()
  if (cached && now - cached.readAt < CACHE_MS) {
    return cached.settings
  }
  const stored = await selectSettings(reader)
  const settings =
    cached?.version === stored.version ? cached.settings : settingsSchema.parse(stored.values)
  if (now >= quietUntil) {
    cached = { settings, version: stored.version, readAt: now }
  }
  return settings
}

/** Called when settings change, and by tests that replace the database under a running process. */
export function forgetSettings(): void {
  cached = null
  quietUntil = performance.now() + QUIET_MS
}

/** The versions that a sign-in must name as accepted (MB-010). */
export async function currentAgreements(
  reader: Reader,
): Promise<{ kind: AgreementKind; version: number }[]> {
  const rows = await selectAgreements(reader, null)
  return rows.map(({ kind, version }) => ({ kind, version }))
}
