import { splitLine } from '@xietong/domain/channel/commission'
import { maskName } from '@xietong/domain/kernel/mask'
import { fen } from '@xietong/domain/kernel/money'
import type { Ctx } from '../../runtime/context'
import { type ChainDealer, chainOf } from './chain-store'
import {
  type EarningType,
  insertEarnings,
  type NewEarning,
  updateDueAt,
  updateHeld,
} from './earning-store'

export interface PaidOrder {
  readonly orderId: string
  readonly orderNo: string
  readonly orderType: EarningType
  /** The dealer of the member; null for a member of the platform, who creates no earnings. */
  readonly dealerId: string | null
  readonly memberName: string
  readonly lines: readonly PaidLine[]
}
export interface PaidLine {
  readonly lineId: string
  readonly itemName: string
  readonly retailFen: number
  readonly unitFen: number
  readonly quantity: number
}

/**
 * Writes the shares of a paid order in 未入账 (DL-075, AD-071): two statements whatever the number of
 * lines, because every payment waits for them. Chain, discounts and prices are copied as they are
 * now; a suspended dealer earns, a closed one and one without 线上分销 leave their share to the
 * platform.
 */
export async function bookEarnings(ctx: Ctx, order: PaidOrder): Promise<void> {
  if (order.dealerId === null) {
    return
  }
  const chain = await chainOf(ctx.tx, order.dealerId)
  const rows = order.lines.flatMap((line) => sharesOf(ctx, order, { line, chain }))
  if (rows.length > 0) {
    await insertEarnings(ctx.tx, rows, ctx.now)
  }
}

function sharesOf(
  ctx: Ctx,
  order: PaidOrder,
  { line, chain }: { line: PaidLine; chain: readonly ChainDealer[] },
): NewEarning[] {
  const links = chain.map(({ dealerId, tier, discount, state, earnsOnline }) => ({
    dealerId,
    tier,
    discount,
    earns: earnsOnline && state !== 'closed',
  }))
  const { lineId, itemName, quantity } = line
  const retailFen = fen(line.retailFen)
  const unitFen = fen(line.unitFen)
  const { orderId, orderNo, orderType } = order
  const memberName = maskName(order.memberName)
  return splitLine(links, { retailFen, unitFen, quantity }).shares.map((share) => ({
    ...share,
    id: ctx.newId(),
    orderId,
    orderNo,
    orderType,
    lineId,
    itemName,
    memberName,
    retailFen,
    unitFen,
    quantity,
  }))
}

/** The end of the after-sales period, known when the goods are received or the card is issued. */
export function setEarningsDue(
  ctx: Ctx,
  { orderId, dueAt }: { orderId: string; dueAt: Date },
): Promise<void> {
  return updateDueAt(ctx.tx, orderId, dueAt)
}

/** An open after-sales case holds the lines of the order back until it is decided (DL-077). */
export function holdEarnings(
  ctx: Ctx,
  { orderId, held }: { orderId: string; held: boolean },
): Promise<void> {
  return updateHeld(ctx.tx, orderId, held)
}
