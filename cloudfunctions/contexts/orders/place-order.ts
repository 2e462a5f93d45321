import { fen, formatYuan, ZERO } from '@xietong/domain/kernel/money'
import { ok, type Refusal, refuse } from '@xietong/domain/kernel/result'
import { MINUTE_MS, plusMs } from '@xietong/domain/kernel/time'
import * as op from '@xietong/domain/orders/shop-contract'
import { dispatchUrgency } from '@xietong/domain/orders/urgency'
import { type Ctx, perform } from '../../runtime/context'
import { readSettings } from '../settings'
import { quotaLeft, takeQuota } from '../stock'
import { type Checkout, checkOut } from './checkout'
import { contentsOf, createOrder, reserveContents, summaryOf } from './create-order'
import type { NewLine, NewOrder } from './order-store'
import { unitsLeft } from './sale-stock'

/**
 * MB-032: computes everything anew, refuses another total than the page showed, then holds the
 * stock. With 支付减库存 it only looks at the stock: what counts is taken on payment (MB-033).
 */
export const placeOrder = perform(op.placeOrder, async (ctx, input) => {
  if (input.addressId === null && input.lines.some((line) => line.kind === 'package')) {
    return refuse('ADDRESS_REQUIRED')
  }
  const checkout = await checkOut(ctx.tx, { ...input, memberId: ctx.actor.memberId })
  if ('ok' in checkout) {
    return checkout
  }
  if (!checkout.served) {
    return refuse('REGION_NOT_SERVED')
  }
  const { totalFen } = checkout
  if (totalFen !== input.expectedTotalFen) {
    return refuse('PRICE_CHANGED', { total: formatYuan(totalFen), totalFen })
  }
  const { unpaidCloseMinutes, stockDeduction } = await readSettings(ctx.tx)
  const soldOut =
    (await quotaShort(ctx, checkout)) ??
    (stockDeduction === 'at-payment' ? await stockShort(ctx, checkout) : null)
  if (soldOut) {
    return soldOut
  }
  const payBefore = plusMs(ctx.now, unpaidCloseMinutes * MINUTE_MS)
  const order = newOrder(ctx, checkout, { ...input, payBefore, stockMethod: stockDeduction })
  const orderNo = await createOrder(ctx, order)
  // The hot rows (stock, quota) are taken last, so that they are locked as short as possible.
  const short =
    stockDeduction === 'at-order' ? await takeStock(ctx, { ...order, orderNo }, checkout) : null
  if (short) {
    return short
  }
  ctx.audit({ objectKind: 'order', objectId: order.id, objectNo: orderNo, after: { totalFen } })
  return ok({ orderId: order.id, orderNo, totalFen, payBefore: payBefore.toISOString() })
})

function newOrder(
  ctx: Ctx,
  checkout: Checkout,
  terms: Pick<NewOrder, 'payBefore' | 'remark' | 'fromCart' | 'stockMethod'>,
): NewOrder {
  const { member, type } = checkout
  const lines = checkout.lines.map((line) => newLine(ctx, type, line))
  return {
    id: ctx.newId(),
    type,
    cardKind: type === 'e-card' ? 'electronic' : null,
    stockMethod: terms.stockMethod,
    state: 'unpaid',
    memberId: member.memberId,
    dealerId: member.dealerId,
    buyer: member.name,
    levelDiscount: member.levelDiscount,
    itemSummary: summaryOf(lines),
    quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
    retailTotalFen: checkout.retailTotalFen,
    goodsFen: checkout.goodsFen,
    freightFen: checkout.freightFen ?? ZERO,
    totalFen: checkout.totalFen,
    address: checkout.address,
    remark: terms.remark,
    wantedOn: null,
    vip: false,
    urgency: dispatchUrgency({ vip: false, wantedOn: null, createdAt: ctx.now }),
    payBefore: terms.payBefore,
    text: '提交订单',
    lines,
    fromCart: terms.fromCart,
  }
}

function newLine(ctx: Ctx, kind: Checkout['type'], line: Checkout['lines'][number]): NewLine {
  const { item, quantity, retailFen, unitFen } = line
  return {
    id: ctx.newId(),
    kind,
    itemId: item.itemId,
    name: item.name,
    picture: item.picture,
    quantity,
    retailFen,
    unitFen,
    subsidyFen: fen(item.subsidyFen),
    limited: item.quota,
    contents: contentsOf(item),
  }
}

/**
 * A look at the quotas before anything is written lets most buyers of something sold out leave at
 * once
 * (500 buyers of 100 units: 400 write no order). What counts is taken under the lock afterwards.
 */
async function quotaShort(ctx: Ctx, checkout: Checkout): Promise<Short | null> {
  const limited = checkout.lines.filter((line) => line.item.quota)
  if (limited.length === 0) {
    return null
  }
  const left = await quotaLeft(
    ctx.tx,
    limited.map((line) => line.item.itemId),
  )
  const short = limited.find((line) => (left.get(line.item.itemId) ?? 0) < line.quantity)
  return short ? shortRefusal(left.get(short.item.itemId) ?? 0) : null
}

type Short = Refusal<'INSUFFICIENT_STOCK' | 'QUANTITY_OUT_OF_RANGE'>

/** Takes stock and quota, each in sorted order; answers the refusal when something is short. */
async function takeStock(
  ctx: Ctx,
  order: NewOrder & { readonly orderNo: string },
  checkout: Checkout,
): Promise<Short | null> {
  if (order.type === 'package' && !(await reserveContents(ctx, order, order.lines))) {
    return whyShort(ctx, checkout)
  }
  const limited = order.lines.filter((line) => line.limited)
  for (const line of [...limited].sort((a, b) => (a.itemId < b.itemId ? -1 : 1))) {
    if (!(await takeQuota(ctx, { listingId: line.itemId, quantity: line.quantity }))) {
      const left = (await quotaLeft(ctx.tx, [line.itemId])).get(line.itemId) ?? 0
      return shortRefusal(left)
    }
  }
  return null
}

/** Units left of the scarcest line: the buyer learns how many. Nothing left: sold out. */
async function whyShort(ctx: Ctx, checkout: Checkout): Promise<Short> {
  return (await stockShort(ctx, checkout)) ?? shortRefusal(0)
}

async function stockShort(ctx: Ctx, checkout: Checkout): Promise<Short | null> {
  if (checkout.type !== 'package') {
    return null
  }
  const left = await unitsLeft(
    ctx.tx,
    checkout.lines.map((line) => line.item),
  )
  const available = checkout.lines
    .filter((line) => (left.get(line.item.itemId) ?? 0) < line.quantity)
    .map((line) => left.get(line.item.itemId) ?? 0)
  return available.length > 0 ? shortRefusal(Math.min(...available)) : null
}

function shortRefusal(left: number): Short {
  return left > 0
    ? refuse('QUANTITY_OUT_OF_RANGE', { available: left })
    : refuse('INSUFFICIENT_STOCK')
}
