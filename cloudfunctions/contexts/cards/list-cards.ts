import * as op from '@xietong/domain/cards/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { dealerNames } from '../channel'
import { personsOfMembers } from '../members'
import { lockedNumbers } from './guard-store'
import { listAllCards } from './list-store'
import type { CardRow } from './store'

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
  const dealers = await dealerNames(ctx.db, dealersOf(page.rows))
  const rows = page.rows.map((card) => ({
    id: card.id,
    kind: card.kind,
    number: card.number,
    name: card.name,
    state: card.state,
    holder: holderOf(card, names, dealers),
    memberId: card.member_id,
    owner: (card.owner_dealer_id && dealers.get(card.owner_dealer_id)) ?? null,
    orderNo: card.order_no,
    batch: card.batch,
    remark: card.remark,
    vip: card.vip,
    enterprise: card.enterprise,
    lockReason: card.lock_reason,
    activatedAt: card.activated_at?.toISOString() ?? null,
    movedAt: card.moved_at?.toISOString() ?? null,
    pinLockedUntil: locked.get(card.number)?.toISOString() ?? null,
    createdAt: card.created_at.toISOString(),
  }))
  return ok({ ...page, rows })
})

const dealersOf = (cards: readonly CardRow[]) => [
  ...new Set(
    cards.flatMap(({ holder_dealer_id: holder, owner_dealer_id: owner }) =>
      [holder, owner].filter((id) => id !== null),
    ),
  ),
]

type Names = ReadonlyMap<string, string>

function holderOf(card: CardRow, members: Names, dealers: Names): string {
  if (card.member_id !== null) {
    return members.get(card.member_id) ?? '已关闭会员'
  }
  return card.holder_dealer_id === null ? '平台' : (dealers.get(card.holder_dealer_id) ?? '渠道商')
}
