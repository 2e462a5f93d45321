import * as op from '@xietong/domain/cards/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { personsOfMembers } from '../members'
import { lockedNumbers } from './guard-store'
import { listAllCards } from './list-store'

export const listCards = answer(op.listCards, async (ctx, input) => {
  const page = await listAllCards(ctx.db, input, await dealersInScope(ctx, ctx.db))
  const holders = page.rows.flatMap((card) => (card.member_id ? [card.member_id] : []))
  const persons = await personsOfMembers(ctx.db, [...new Set(holders)])
  const names = new Map(persons.map((person) => [person.subjectId, person.name]))
  const locked = await lockedNumbers(
    ctx.db,
    page.rows.map((card) => card.number),
    ctx.now,
  )
  const rows = page.rows.map((card) => ({
    id: card.id,
    kind: card.kind,
    number: card.number,
    name: card.name,
    state: card.state,
    holder: card.member_id === null ? '平台' : (names.get(card.member_id) ?? '已关闭会员'),
    memberId: card.member_id,
    orderNo: card.order_no,
    batch: card.batch,
    remark: card.remark,
    vip: card.vip,
    activatedAt: card.activated_at?.toISOString() ?? null,
    movedAt: card.moved_at?.toISOString() ?? null,
    pinLockedUntil: locked.get(card.number)?.toISOString() ?? null,
    createdAt: card.created_at.toISOString(),
  }))
  return ok({ ...page, rows })
})
