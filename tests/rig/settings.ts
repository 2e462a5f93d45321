import type { Settings } from '@xietong/domain/settings/contract'
import type { Rig } from './rig'

/** Saves some of the settings like a clerk would and answers what they were. */
export async function changeSettings(
  rig: Rig,
  admin: string,
  changes: Partial<Settings>,
): Promise<Settings> {
  const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
  await rig.do(admin, 'settings.updateSettings', { settings: { ...settings, ...changes }, version })
  return settings
}
