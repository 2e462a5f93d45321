import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { perform } from '../../runtime/context'
import { closeStep, openCase } from './after-sale-step'
import { moveCase } from './after-sale-store'
import { keepEvidence } from './keep-evidence'

/** MB-086: the return parcel's number or more evidence brings the case back to the merchant. */
export const answerAfterSale = perform(op.answerAfterSale, async (ctx, input) => {
  const found = await openCase(ctx, input.caseId)
  if (found?.one.member_id !== ctx.actor.memberId) {
    return refuse('NOT_FOUND')
  }
  const { one } = found
  if (one.state !== 'buyer') {
    return refuse('STATE_CONFLICT')
  }
  const { carrier, trackingNo, note, pictures } = input
  const parcel = carrier !== '' && trackingNo !== ''
  if (one.wish === 'return' ? !parcel : note === '' && pictures.length === 0) {
    return refuse('ANSWER_MISSING')
  }
  const lost = await keepEvidence(ctx, pictures)
  if (lost) {
    return lost
  }
  const moved = await moveCase(ctx, { caseId: one.id, to: 'merchant', from: ['buyer'] })
  if (!moved) {
    return refuse('STATE_CONFLICT')
  }
  const text = parcel ? `买家已寄回：${carrier} ${trackingNo}` : '买家补充了凭证'
  await closeStep(ctx, one.state, moved, { text, note, pictures, by: '买家' })
  return ok({ state: moved.state })
})
