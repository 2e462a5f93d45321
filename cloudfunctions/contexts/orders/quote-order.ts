import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/shop-contract'
import { answer } from '../../runtime/context'
import { checkOut } from './checkout'
import { unitsLeft } from './sale-stock'

export const quoteOrder = answer(op.quoteOrder, async (ctx, input) => {
  const checkout = await checkOut(ctx.db, { ...input, memberId: ctx.actor.memberId })
  if ('ok' in checkout) {
    return checkout
  }
  const left = await unitsLeft(
    ctx.db,
    checkout.lines.map((line) => line.item),
  )
  const short = checkout.lines.find((line) => (left.get(line.item.itemId) ?? 0) < line.quantity)
  if (short) {
    return refuse('QUANTITY_OUT_OF_RANGE', { available: left.get(short.item.itemId) ?? 0 })
  }
  return ok({
    lines: checkout.lines.map(({ item, quantity, retailFen, unitFen, amountFen }) => ({
      kind: checkout.type,
      itemId: item.itemId,
      name: item.name,
      picture: item.picture,
      quantity,
      retailFen,
      unitFen,
      amountFen,
    })),
    retailTotalFen: checkout.retailTotalFen,
    goodsFen: checkout.goodsFen,
    savedFen: checkout.savedFen,
    levelDiscount: checkout.member.levelDiscount,
    freightFen: checkout.freightFen,
    served: checkout.served,
    totalFen: checkout.totalFen,
    needsAddress: checkout.type === 'package',
  })
})
