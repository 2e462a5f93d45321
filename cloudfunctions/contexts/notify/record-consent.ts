import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { perform } from '../../runtime/context'
import { addConsents } from './consent-store'
import { subscriptionSettings } from './subscription-store'

/** IN-030: what was accepted is counted; ids of another program, or of nobody, are ignored. */
export const recordConsent = perform(op.recordConsent, async (ctx, input) => {
  const settings = await subscriptionSettings(ctx.tx)
  const own = new Set(
    [...settings.values()]
      .filter(({ app }) => app === ctx.actor.app)
      .map(({ templateId }) => templateId),
  )
  const answers = input.answers.filter((one) => own.has(one.templateId))
  if (answers.length > 0) {
    await addConsents(ctx.tx, ctx.actor.personId, answers, ctx.now)
  }
  ctx.audit({ objectKind: 'consent', objectId: ctx.actor.personId, after: { answers } })
  return ok({})
})
