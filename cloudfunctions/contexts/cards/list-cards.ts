import * as op from '@xietong/domain/cards/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { memberNames } from '../members'
import { listAllCards } from './list-store'

export const listCards = answer(op.listCards, async (ctx, input) => {
  const page = await listAllCards(ctx.db, input)
  const holders = page.rows.flatMap((card) => (card.member_id ? [card.member_id] : []))
  const names = await memberNames(ctx.db, holders)
  const rows = page.rows.map((card) => ({
    id: card.id,
    kind: card.kind,
    number: card.number,
    name: card.name,
    state: card.state,
    holder: (card.member_id && names.get(card.member_id)) || '未绑定',
    memberId: card.member_id,
    orderNo: card.order_no,
    createdAt: card.created_at.toISOString(),
  }))
  return ok({ ...page, rows })
})
