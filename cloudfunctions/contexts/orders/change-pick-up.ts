import { pickUpDayRefusal, pickUpWindow } from '@xietong/domain/cards/season'
import { ok, type Refusal, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/contract'
import { dispatchUrgency } from '@xietong/domain/orders/urgency'
import { type Ctx, perform } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import { cardsOfOrder, loadCardProducts } from '../cards'
import { freightFor } from '../catalog'
import { readSettings } from '../settings'
import { unitWeight } from './checkout'
import { dateFull } from './date-full'
import { openPickUp } from './open-pick-up'
import type { OrderRow } from './order-store'
import { bookDay, rewritePickUp, unbookDay } from './pick-up-store'
import { pickUpTerms } from './pick-up-terms'

export const changePickUp = perform(op.changePickUp, async (ctx, input) => {
  const order = await openPickUp(ctx, input.orderId)
  if ('ok' in order) {
    return order
  }
  const refusal = await notOffered(ctx, order, input)
  if (refusal) {
    return refusal
  }
  const moves = order.wanted_on !== input.pickUpOn
  if (moves) {
    const { pickUpDailyCapacity } = await readSettings(ctx.tx)
    if (!(await moveDay(ctx, order.wanted_on, input.pickUpOn, pickUpDailyCapacity))) {
      return dateFull(input.pickUpOn)
    }
  }
  const { vip, created_at: createdAt } = order
  await rewritePickUp(ctx, {
    orderId: order.id,
    state: order.state,
    wantedOn: input.pickUpOn,
    address: input.address,
    urgency: dispatchUrgency({ vip, wantedOn: input.pickUpOn, createdAt }),
    text: moves ? `买家改约 ${input.pickUpOn} 提货` : '买家修改收货地址',
  })
  await react(ctx, 'order.addressChanged', { orderId: order.id })
  ctx.audit({
    objectKind: 'order',
    objectId: order.id,
    objectNo: order.order_no,
    before: { wantedOn: order.wanted_on, address: order.address },
    after: { wantedOn: input.pickUpOn, address: input.address },
  })
  return ok({ pickUpOn: input.pickUpOn })
})

/**
 * Takes the new place and gives the old one back, the earlier day first: two who swap days wait for
 * each other and never in a circle. A full day is refused, which undoes all.
 */
async function moveDay(
  ctx: Ctx,
  from: string | null,
  to: string,
  capacity: number,
): Promise<boolean> {
  if (from !== null && from < to) {
    await unbookDay(ctx, from)
    return bookDay(ctx, to, capacity)
  }
  const booked = await bookDay(ctx, to, capacity)
  if (from !== null) {
    await unbookDay(ctx, from)
  }
  return booked
}

type Wish = Parameters<Parameters<typeof perform<typeof op.changePickUp>>[1]>[1]

/** The same questions as for a new redemption: the season, the day, the place. */
async function notOffered(
  ctx: Ctx,
  order: OrderRow,
  wish: Wish,
): Promise<Refusal<
  'NOT_FOUND' | 'OUT_OF_SEASON' | 'DATE_NOT_OFFERED' | 'REGION_NOT_SERVED'
> | null> {
  const [card] = await cardsOfOrder(ctx.tx, order.id)
  const products = await loadCardProducts(ctx.tx, card ? [card.productId] : [], ctx.now)
  const product = card && products.get(card.productId)
  const item = product?.packages.find(({ itemId }) => itemId === order.lines[0]?.itemId)
  if (!product) {
    return refuse('NOT_FOUND')
  }
  const dayRefusal = pickUpDayRefusal(
    pickUpWindow(product.season, pickUpTerms(ctx.now, await readSettings(ctx.tx))),
    wish.pickUpOn,
  )
  if (dayRefusal && order.wanted_on !== wish.pickUpOn) {
    return refuse(dayRefusal, { ...product.season })
  }
  if (!item) {
    // The package was unlinked since; what was promised is still delivered where it was promised.
    return order.address?.province === wish.address.province ? null : refuse('REGION_NOT_SERVED')
  }
  const freight = await freightFor(ctx.tx, {
    lines: [
      { freightTemplateId: item.freightTemplateId, quantity: 1, weightGrams: unitWeight(item) },
    ],
    province: wish.address.province,
    goodsFen: 0,
  })
  return freight.served ? null : refuse('REGION_NOT_SERVED')
}
