import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { subscriptionTemplates } from '@xietong/domain/notify/subscription-templates'
import { perform } from '../../runtime/context'
import { addConsents } from './consent-store'

const known: ReadonlySet<string> = new Set(
  Object.values(subscriptionTemplates).map((template) => template.id),
)

/** IN-030: what was accepted is counted; ids that are not ours are ignored. */
export const recordConsent = perform(op.recordConsent, async (ctx, input) => {
  const answers = input.answers.filter((one) => known.has(one.templateId))
  if (answers.length > 0) {
    await addConsents(ctx.tx, ctx.actor.personId, answers, ctx.now)
  }
  ctx.audit({ objectKind: 'consent', objectId: ctx.actor.personId, after: { answers } })
  return ok({})
})
