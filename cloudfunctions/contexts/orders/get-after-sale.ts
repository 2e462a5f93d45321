import { ZERO } from '@xietong/domain/kernel/money'
import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { answer } from '../../runtime/context'
import { dealersInScope, isInScope } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { refundOf } from '../payments'
import { listCases } from './after-sale-list-store'
import { type AfterSaleRow, findAfterSale } from './after-sale-store'
import { caseDetail, listedCase } from './after-sale-view'
import { findOrder } from './order-store'

export const getMyAfterSale = answer(op.getMyAfterSale, async (ctx, { caseId }) => {
  const one = await findAfterSale(ctx.db, caseId)
  if (one?.member_id !== ctx.actor.memberId) {
    return refuse('NOT_FOUND')
  }
  const detail = await caseDetail(ctx.db, one)
  // Names of the staff stay inside.
  const history = detail.history.map((event) => ({
    ...event,
    by: event.by === '买家' ? '买家' : '商家',
  }))
  return ok({ ...detail, history })
})

/** MB-087: what became of the money; a failed refund says why and is never shown as done. */
async function merchantView(reader: Reader, one: AfterSaleRow, mayHandle: boolean) {
  const order = await findOrder(reader, one.order_id)
  const refund = one.refund_id ? await refundOf(reader, one.refund_id) : null
  const undecided = one.state === 'merchant' || one.state === 'buyer'
  return {
    ...(await caseDetail(reader, one)),
    buyer: one.buyer,
    paidFen: order?.paid_fen ?? ZERO,
    refundedFen: order?.refunded_fen ?? ZERO,
    refund: refund && {
      outRefundNo: refund.out_refund_no,
      state: refund.state,
      problem: refund.problem,
    },
    mayHandle: mayHandle && one.state === 'merchant',
    mayTakeOver: !mayHandle && undecided,
  }
}

export const getAfterSale = answer(op.getAfterSale, async (ctx, { caseId }) => {
  const one = await findAfterSale(ctx.db, caseId)
  if (!one || !(await isInScope(ctx, ctx.db, one.dealer_id))) {
    return refuse('NOT_FOUND')
  }
  return ok(await merchantView(ctx.db, one, one.store_id === null))
})

export const getStoreAfterSale = answer(op.getStoreAfterSale, async (ctx, { caseId }) => {
  const one = await findAfterSale(ctx.db, caseId)
  if (one?.store_id !== ctx.actor.dealerId) {
    return refuse('NOT_FOUND')
  }
  return ok({ ...(await merchantView(ctx.db, one, true)), mayTakeOver: false })
})

export const listAfterSales = answer(op.listAfterSales, async (ctx, input) => {
  const dealers = await dealersInScope(ctx, ctx.db)
  const page = await listCases(ctx.db, input, { dealers })
  return ok({ ...page, rows: page.rows.map(listedCase) })
})

export const listStoreAfterSales = answer(op.listStoreAfterSales, async (ctx, input) => {
  const { state } = input.filter
  const filter = state ? { state } : {}
  const page = await listCases(ctx.db, { ...input, filter }, { storeId: ctx.actor.dealerId })
  return ok({ ...page, rows: page.rows.map(listedCase) })
})
