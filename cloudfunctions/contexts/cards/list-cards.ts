import * as op from '@xietong/domain/cards/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { personsOfMembers } from '../members'
import { listAllCards } from './list-store'

export const listCards = answer(op.listCards, async (ctx, input) => {
  const page = await listAllCards(ctx.db, input, await dealersInScope(ctx, ctx.db))
  const holders = page.rows.flatMap((card) => (card.member_id ? [card.member_id] : []))
  const persons = await personsOfMembers(ctx.db, [...new Set(holders)])
  const names = new Map(persons.map((person) => [person.subjectId, person.name]))
  const rows = page.rows.map((card) => ({
    id: card.id,
    kind: card.kind,
    number: card.number,
    name: card.name,
    state: card.state,
    holder: card.member_id === null ? '未绑定' : (names.get(card.member_id) ?? '已关闭会员'),
    memberId: card.member_id,
    orderNo: card.order_no,
    createdAt: card.created_at.toISOString(),
  }))
  return ok({ ...page, rows })
})
