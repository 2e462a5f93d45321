import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { moments, subscriptionTemplates } from '@xietong/domain/notify/subscription-templates'
import { answer } from '../../runtime/context'

/** Templates of the caller's own program only: WeChat refuses another program's ids. */
export const listTemplates = answer(op.listTemplates, async (ctx, input) => {
  const own = moments[input.moment]
    .map((name) => subscriptionTemplates[name])
    .filter((template) => template.app === ctx.actor.app)
  return ok({ templateIds: own.map((template) => template.id) })
})
