import * as op from '@xietong/domain/cards/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listWallet } from './list-store'
import { productsOfMember } from './store'
import { loadCardProducts, walletView } from './wallet'

export const listMyCards = answer(op.listMyCards, async (ctx, input) => {
  const products = await loadCardProducts(
    ctx.db,
    await productsOfMember(ctx.db, ctx.actor.memberId),
    ctx.now,
  )
  const page = await listWallet(ctx.db, ctx.actor.memberId, [...products.values()], input)
  const rows = page.rows.map((card) => walletView(card, products.get(card.product_id), ctx.now))
  return ok({ ...page, rows })
})
