import { redeemRefusal } from '@xietong/domain/cards/redeemable'
import { type PickUpTerms, pickUpDayRefusal, pickUpWindow } from '@xietong/domain/cards/season'
import { fen, timesFen, ZERO } from '@xietong/domain/kernel/money'
import { ok, type Refusal, refuse } from '@xietong/domain/kernel/result'
import type { Address } from '@xietong/domain/kernel/schema'
import * as op from '@xietong/domain/orders/contract'
import { dispatchUrgency } from '@xietong/domain/orders/urgency'
import { type Ctx, perform } from '../../runtime/context'
import { dealersInScope, isOneOf } from '../../runtime/data-scope'
import { type Card, loadCardProducts, lockCards, useCards } from '../cards'
import { freightFor, type SaleItem } from '../catalog'
import { memberForOrder, type OrderingMember } from '../members'
import { readSettings } from '../settings'
import { unitWeight } from './checkout'
import { contentsOf, createOrder, reserveContents, summaryOf } from './create-order'
import { dateFull } from './date-full'
import { emitOrder } from './order-events'
import { type NewOrder, regionOf } from './order-store'
import { bookDay, bookedDays } from './pick-up-store'
import { pickUpTerms } from './pick-up-terms'

interface Wish {
  readonly packageId: string
  readonly pickUpOn: string
  readonly address: Address
  readonly remark: string
}

/**
 * MB-055, MB-057: the cards' rows are locked first, so of two callers at once, from whatever
 * program, the second sees them used. The console enters through the same door. Stock and the day's
 * counter, which everybody shares, are taken last and held as short as possible.
 */
export const redeemCards = perform(op.redeemCards, async (ctx, input) => {
  const memberId = ctx.actor.app === 'member' ? ctx.actor.memberId : null
  const cards = await lockCards(ctx, { cardIds: input.cardIds, memberId })
  const [first] = cards ?? []
  const dealers = await dealersInScope(ctx, ctx.tx)
  const foreign = cards?.some((card) => !isOneOf(dealers, card.dealerId))
  if (!cards || !first?.memberId || foreign) {
    return refuse('NOT_FOUND')
  }
  const refusal = redeemRefusal(cards)
  if (refusal) {
    return refuse(refusal)
  }
  const settings = await readSettings(ctx.tx)
  const { pickUpDailyCapacity: capacity } = settings
  const terms = pickUpTerms(ctx.now, settings)
  const item = await offeredPackage(ctx, first.productId, { ...input, capacity, terms })
  if ('ok' in item) {
    return item
  }
  const holder = await memberForOrder(ctx.tx, first.memberId)
  const order = pickUpOrder(ctx, { item, cards, wish: input, holder })
  const orderNo = await createOrder(ctx, order)
  if (!(await useCards(ctx, { cardIds: input.cardIds, orderId: order.id }))) {
    throw new Error('cards changed although their rows were locked')
  }
  if (!(await reserveContents(ctx, { id: order.id, orderNo }, order.lines))) {
    return unlessFull(ctx, { ...input, capacity }, refuse('INSUFFICIENT_STOCK'))
  }
  if (!(await bookDay(ctx, input.pickUpOn, capacity))) {
    return dateFull(input.pickUpOn)
  }
  emitOrder(ctx, 'card.booking', {
    id: order.id,
    order_no: orderNo,
    member_id: order.memberId,
    buyer: order.buyer,
    item_summary: order.itemSummary,
    quantity: order.quantity,
    total_fen: ZERO,
    region: regionOf(input.address),
    wanted_on: input.pickUpOn,
  })
  ctx.audit({
    objectKind: 'order',
    objectId: order.id,
    objectNo: orderNo,
    after: { cards: input.cardIds },
  })
  return ok({ orderId: order.id, orderNo })
})

/** The package when the cards' product offers it on that day to that place, otherwise why not. */
async function offeredPackage(
  ctx: Ctx,
  productId: string,
  wish: Wish & { readonly capacity: number; readonly terms: PickUpTerms },
): Promise<
  | SaleItem
  | Refusal<'NOT_FOUND' | 'OUT_OF_SEASON' | 'DATE_NOT_OFFERED' | 'DATE_FULL' | 'REGION_NOT_SERVED'>
> {
  const product = (await loadCardProducts(ctx.tx, [productId], ctx.now)).get(productId)
  const item = product?.packages.find(({ itemId }) => itemId === wish.packageId)
  if (!product || !item) {
    return refuse('NOT_FOUND')
  }
  const window = pickUpWindow(product.season, wish.terms)
  const dayRefusal = pickUpDayRefusal(window, wish.pickUpOn)
  if (dayRefusal) {
    return refuse(dayRefusal, { ...product.season })
  }
  const freight = await freightFor(ctx.tx, {
    lines: [
      { freightTemplateId: item.freightTemplateId, quantity: 1, weightGrams: unitWeight(item) },
    ],
    province: wish.address.province,
    goodsFen: 0,
  })
  // A card is delivered for the subsidy of its product, not for that of the package (AD-207).
  const { subsidyFen } = product
  return freight.served
    ? { ...item, subsidyFen }
    : unlessFull(ctx, wish, refuse('REGION_NOT_SERVED'))
}

/** A full day is the earlier reason; it is looked at only when something else refuses as well. */
async function unlessFull<Code extends 'REGION_NOT_SERVED' | 'INSUFFICIENT_STOCK'>(
  ctx: Ctx,
  day: { readonly pickUpOn: string; readonly capacity: number },
  refusal: Refusal<Code>,
): Promise<Refusal<Code | 'DATE_FULL'>> {
  const booked = await bookedDays(ctx.tx, day.pickUpOn, day.pickUpOn)
  return (booked.get(day.pickUpOn) ?? 0) >= day.capacity ? dateFull(day.pickUpOn) : refusal
}

function pickUpOrder(
  ctx: Ctx,
  facts: {
    readonly item: SaleItem
    readonly cards: readonly Card[]
    readonly wish: Wish
    readonly holder: Pick<OrderingMember, 'memberId' | 'dealerId' | 'name'>
  },
): NewOrder {
  const { item, cards, wish, holder } = facts
  const quantity = cards.length
  const retailFen = fen(item.retailFen)
  const vip = cards.some((card) => card.vip)
  const line = {
    id: ctx.newId(),
    kind: 'package' as const,
    itemId: item.itemId,
    name: item.name,
    picture: item.picture,
    quantity,
    retailFen,
    unitFen: ZERO,
    subsidyFen: fen(item.subsidyFen),
    limited: false,
    contents: contentsOf(item),
  }
  return {
    id: ctx.newId(),
    type: 'pick-up',
    cardKind: cards[0]?.kind ?? null,
    stockMethod: 'at-order',
    state: 'to-ship',
    memberId: holder.memberId,
    dealerId: holder.dealerId,
    buyer: holder.name,
    levelDiscount: 10_000,
    itemSummary: summaryOf([line]),
    quantity,
    retailTotalFen: timesFen(retailFen, quantity),
    goodsFen: ZERO,
    freightFen: ZERO,
    totalFen: ZERO,
    address: wish.address,
    remark: wish.remark,
    wantedOn: wish.pickUpOn,
    vip,
    urgency: dispatchUrgency({ vip, wantedOn: wish.pickUpOn, createdAt: ctx.now }),
    payBefore: null,
    text: '提货申请已提交',
    lines: [line],
    fromCart: false,
  }
}
