import * as op from '@xietong/domain/cards/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { findCard } from './store'
import { loadCardProducts, walletView } from './wallet'

export const getMyCard = answer(op.getMyCard, async (ctx, input) => {
  const card = await findCard(ctx.db, input.cardId)
  if (!card || card.member_id !== ctx.actor.memberId) {
    return refuse('NOT_FOUND')
  }
  const products = await loadCardProducts(ctx.db, [card.product_id], ctx.now)
  return ok(walletView(card, products.get(card.product_id), ctx.now))
})
