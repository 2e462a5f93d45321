import { fen } from '@xietong/domain/kernel/money'
import type { InputOf } from '@xietong/domain/kernel/operation'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { shanghaiDay } from '@xietong/domain/kernel/time'
import { type ClaimedGoods, goodsMeant, leftOf, mostFor } from '@xietong/domain/orders/after-sale'
import * as op from '@xietong/domain/orders/after-sale-contract'
import { newOrderNumber } from '@xietong/domain/orders/order-number'
import { type Ctx, perform } from '../../runtime/context'
import { cardsOfOrder } from '../cards'
import { closeStep } from './after-sale-step'
import {
  type AfterSaleLine,
  findAfterSale,
  insertAfterSale,
  type NewAfterSale,
} from './after-sale-store'
import { keepEvidence } from './keep-evidence'
import { lockOrder, type OrderRow } from './order-store'
import { type AfterSaleRoom, roomOf } from './quote-after-sale'

type Asked = InputOf<typeof op.applyAfterSale>

/**
 * MB-083: claims pieces and money of a paid order. Checked under the order's lock against all that
 * other cases claim, so that no two cases can ask for the same fen.
 */
export const applyAfterSale = perform(op.applyAfterSale, async (ctx, input) => {
  const order = await lockOrder(ctx, input.orderId)
  if (!order || order.member_id !== ctx.actor.memberId) {
    return refuse('NOT_FOUND')
  }
  const room = await roomOf(ctx.tx, order, ctx.now)
  if ('ok' in room) {
    return room
  }
  const goods = meantBy(order, room, input)
  const lines = claimOf(room, input, goods)
  if (!lines) {
    return refuse('AFTERSALE_TOO_MUCH')
  }
  if (order.type === 'e-card' && !(await cardsAreFree(ctx, order, lines))) {
    return refuse('CARDS_NOT_FREE')
  }
  const lost = await keepEvidence(ctx, input.pictures)
  if (lost) {
    return lost
  }
  const one = await newCase(ctx, order, { input, lines, goods })
  await insertAfterSale(ctx, one)
  const stored = await findAfterSale(ctx.tx, one.id)
  if (!stored) {
    throw new Error(`after-sale ${one.id} was not stored`)
  }
  const { description: note, pictures } = input
  await closeStep(ctx, null, stored, { text: '买家申请售后', note, pictures, by: '买家' })
  return ok({ caseId: one.id, caseNo: one.case_no })
})

/** Cards are not sent; of goods the claim means pieces that left, or pieces that did not. */
function meantBy(order: OrderRow, room: AfterSaleRoom, input: Asked): ClaimedGoods | null {
  if (order.type !== 'package') {
    return null
  }
  const { shipped, allLeft } = room
  return goodsMeant({ type: input.type, said: input.goods, nothingLeft: !shipped, allLeft })
}

/**
 * The wanted lines, or null when one asks for more than is left of it. 补发 asks for pieces and for
 * no money, everything else for money.
 */
function claimOf(
  room: AfterSaleRoom,
  input: Asked,
  goods: ClaimedGoods | null,
): AfterSaleLine[] | null {
  const ids = new Set(input.lines.map(({ lineId }) => lineId))
  const total = input.lines.reduce((sum, line) => sum + line.amountFen, Number(input.freightFen))
  const resend = input.type === 'resend'
  const wrongSum = resend ? goods === null || total > 0 : total === 0
  if (ids.size !== input.lines.length || wrongSum || input.freightFen > room.freightFen) {
    return null
  }
  const lines = input.lines.flatMap(({ lineId, quantity, amountFen }) => {
    const found = room.lines.find(({ line }) => line.id === lineId)
    const fits =
      found &&
      quantity <= (goods === null ? leftOf(found.claimed).pieces : found.left[goods]) &&
      amountFen <= mostFor(found.claimed, quantity)
    const { name = '', picture = null } = found?.line ?? {}
    return fits ? [{ lineId, name, picture, pieces: quantity, amountFen }] : []
  })
  return lines.length === input.lines.length ? lines : null
}

/** Only cards that are neither used, nor on their way to somebody, nor void (MB-084). */
async function cardsAreFree(ctx: Ctx, order: OrderRow, lines: readonly AfterSaleLine[]) {
  const cards = await cardsOfOrder(ctx.tx, order.id)
  const free = cards.filter(
    (card) => card.state === 'active' && !card.locked && card.memberId === order.member_id,
  )
  return free.length >= lines.reduce((sum, line) => sum + line.pieces, 0)
}

async function newCase(
  ctx: Ctx,
  order: OrderRow,
  claim: {
    readonly input: Asked
    readonly lines: readonly AfterSaleLine[]
    readonly goods: ClaimedGoods | null
  },
): Promise<NewAfterSale> {
  const { input, lines, goods } = claim
  const shipper =
    order.dispatch === 'dispatched' || order.state === 'shipped' || order.state === 'completed'
      ? await ctx.deps.questions.shippingStore(ctx.tx, order.id)
      : null
  const amount = lines.reduce((sum, line) => sum + line.amountFen, Number(input.freightFen))
  return {
    id: ctx.newId(),
    case_no: `S${newOrderNumber(shanghaiDay(ctx.now), ctx.deps.random)}`,
    order_id: order.id,
    order_no: order.order_no,
    member_id: order.member_id,
    dealer_id: order.dealer_id,
    buyer: order.buyer,
    store_id: shipper?.dealerId ?? null,
    store: shipper?.name ?? null,
    type: input.type,
    reason: input.reason,
    description: input.description,
    pictures: [...input.pictures],
    item_summary: lines
      .map((line) => `${line.name} × ${line.pieces}`)
      .join('，')
      .slice(0, 300),
    amount_fen: fen(amount),
    freight_fen: input.freightFen,
    goods,
    ordered_at: order.created_at,
    created_at: ctx.now,
    lines,
  }
}
