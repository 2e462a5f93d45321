import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { moments, subscriptionTemplates } from '@xietong/domain/notify/subscription-templates'
import { answer, perform } from '../../runtime/context'
import { addConsents } from './consent-store'

/** Templates of the caller's own program only: WeChat refuses another program's ids. */
export const listTemplates = answer(op.listTemplates, async (ctx, input) => {
  const own = moments[input.moment]
    .map((name) => subscriptionTemplates[name])
    .filter((template) => template.app === ctx.actor.app)
  return ok({ templateIds: own.map((template) => template.id) })
})

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
