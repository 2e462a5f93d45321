import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/settings/contract'
import { answer } from '../../runtime/context'
import { selectSettings } from './store'

export const getSettings = answer(op.getSettings, async (ctx) => {
  const { version, values } = await selectSettings(ctx.db)
  return ok({ settings: op.settingsSchema.parse(values), version })
})
