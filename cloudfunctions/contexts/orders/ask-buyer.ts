import { ok, refuse } from '@xietong/domain/kernel/result'
import { buyerDeadline } from '@xietong/domain/orders/after-sale'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { perform } from '../../runtime/context'
import { closeStep, openAsMerchant } from './after-sale-step'
import { moveCase } from './after-sale-store'

/** 待买家处理: the parcel or more evidence is wanted within 7 days (MB-086). */
export const askBuyer = perform(op.askBuyer, async (ctx, { caseId, wish, note }) => {
  const found = await openAsMerchant(ctx, caseId)
  if (typeof found === 'string') {
    return refuse(found)
  }
  const deadline = buyerDeadline(ctx.now)
  const moved = await moveCase(ctx, { caseId, to: 'buyer', wish, deadline })
  if (!moved) {
    return refuse('STATE_CONFLICT')
  }
  const text = wish === 'return' ? '商家请您寄回商品' : '商家请您补充凭证'
  await closeStep(ctx, found.one.state, moved, { text, note })
  return ok({ state: moved.state })
})
