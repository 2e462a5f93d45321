import { fen } from '@xietong/domain/kernel/money'
import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/people-contract'
import { answer } from '../../runtime/context'
import { dealerPersonNames } from '../channel'
import { personOf } from '../identity'
import { ownerOf } from './list-my-members'
import { selectPersonRow } from './people-store'

/** DL-030. Somebody else's member is not found, also one of a dealer below (DL-022). */
export const getMyMember = answer(op.getMyMember, async (ctx, { memberId }) => {
  const owner = ownerOf(ctx.actor)
  const member = await selectPersonRow(ctx.db, memberId)
  const isOwn =
    member?.dealerId === owner.dealerId &&
    (owner.employeeId === null || member.employeeId === owner.employeeId)
  if (!member || !isOwn || member.state === 'closed') {
    return refuse('NOT_FOUND')
  }
  const { employeeId } = member
  const [person, employees, bought] = await Promise.all([
    personOf(ctx.db, member.personId),
    dealerPersonNames(ctx.db, employeeId ? [employeeId] : []),
    ctx.deps.questions.purchasesOf(ctx.db, memberId),
  ])
  return ok({
    id: member.id,
    nickname: member.nickname,
    avatar: member.avatar,
    phone: person.phone,
    registeredAt: member.registeredAt.toISOString(),
    inviterName: member.inviterName,
    employeeName: (employeeId && employees.get(employeeId)) || null,
    levelName: member.levelName,
    orders: bought.orders,
    paidFen: fen(bought.paidFen),
  })
})
