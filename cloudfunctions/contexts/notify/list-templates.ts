import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { templatesAt } from '@xietong/domain/notify/subscription-settings'
import { answer } from '../../runtime/context'
import { subscriptionSettings } from './subscription-store'

/** Templates of the caller's own program only: WeChat refuses another program's ids. */
export const listTemplates = answer(op.listTemplates, async (ctx, input) => {
  const settings = await subscriptionSettings(ctx.db)
  return ok({ templateIds: templatesAt(input.moment, ctx.actor.app, settings) })
})
