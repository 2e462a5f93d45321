import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/settings/contract'
import { perform } from '../../runtime/context'
import { refuseStale } from '../identity'
import { forgetSettings } from './index'
import { selectSettings, updateSettingsRow } from './store'

/** The editor names the version it was shown; whoever saved in between is not overwritten. */
export const updateSettings = perform(op.updateSettings, async (ctx, input) => {
  const before = await selectSettings(ctx.tx)
  const { settings: values, version } = input
  if (!(await updateSettingsRow(ctx.tx, { version, values, now: ctx.now }))) {
    return refuseStale(ctx, { kind: 'settings', id: 'current' })
  }
  forgetSettings()
  ctx.audit({
    objectKind: 'settings',
    objectId: 'current',
    before: op.settingsSchema.parse(before.values),
    after: values,
  })
  return ok({ version: version + 1 })
})
