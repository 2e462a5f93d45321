import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { settingKey, variablesOf } from '@xietong/domain/notify/subscription-settings'
import { answer } from '../../runtime/context'
import {
  countConsents,
  faultyTemplates,
  savedSettings,
  subscriptionSettings,
} from './subscription-store'

const NOBODY = { accepted: 0, rejected: 0, banned: 0 }

/** Every event that can be told by subscription message, and how its readers answered so far. */
export const listSubscriptions = answer(op.listSubscriptions, async (ctx) => {
  const [settings, saved, counts, faults] = await Promise.all([
    subscriptionSettings(ctx.db),
    savedSettings(ctx.db),
    countConsents(ctx.db),
    faultyTemplates(ctx.db),
  ])
  const versions = new Map(saved.map((one) => [settingKey(one), one.version]))
  const rows = [...settings].map(([key, { eventCode, app, templateId, page, fields }]) => {
    const { accepted, rejected, banned } = counts.get(templateId) ?? NOBODY
    return {
      id: key,
      eventCode,
      app,
      templateId,
      page,
      fields: Object.entries(fields).map(([name, content]) => ({ name, content })),
      variables: variablesOf(eventCode),
      fault: faults.get(templateId) ?? '',
      accepted,
      rejected,
      banned,
      version: versions.get(key) ?? 0,
    }
  })
  return ok({ rows })
})
