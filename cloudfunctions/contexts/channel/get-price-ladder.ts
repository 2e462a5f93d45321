import { getPriceLadder as declared } from '@xietong/domain/channel/contract'
import { atBasisPoints } from '@xietong/domain/kernel/money'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { chainOf } from './chain-store'

export const getPriceLadder = answer(declared, async (ctx, { dealerId, retailFen }) => {
  const chain = await chainOf(ctx.db, dealerId)
  if (chain.length === 0 || !(await isInScope(ctx, ctx.db, dealerId))) {
    return refuse('NOT_FOUND')
  }
  return ok({
    rows: chain.map(({ dealerId: id, name, tier, discount }) => ({
      dealerId: id,
      name,
      tier,
      discount,
      priceFen: atBasisPoints(retailFen, discount),
    })),
  })
})
