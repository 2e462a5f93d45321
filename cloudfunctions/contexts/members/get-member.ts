import { maskPhone } from '@xietong/domain/kernel/mask'
import { fen } from '@xietong/domain/kernel/money'
import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/people-contract'
import { answer } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { dealerNames, dealerPersonNames } from '../channel'
import { lastVisitOf, personOf } from '../identity'
import { selectPersonRow } from './people-store'

export const getMember = answer(op.getMember, async (ctx, { memberId }) => {
  const { db, deps } = ctx
  const member = await selectPersonRow(db, memberId)
  if (!member || !(await isInScope(ctx, db, member.dealerId))) {
    return refuse('NOT_FOUND')
  }
  const { personId, dealerId, employeeId, registeredAt, ...row } = member
  const [person, dealers, employees, lastVisit, bought] = await Promise.all([
    personOf(db, personId),
    dealerNames(db, dealerId ? [dealerId] : []),
    dealerPersonNames(db, employeeId ? [employeeId] : []),
    lastVisitOf(db, { app: 'member', subjectId: memberId }),
    deps.questions.purchasesOf(db, memberId),
  ])
  return ok({
    ...row,
    phone: person.phone && maskPhone(person.phone),
    dealerId,
    dealerName: (dealerId && dealers.get(dealerId)) || null,
    employeeName: (employeeId && employees.get(employeeId)) || null,
    registeredAt: registeredAt.toISOString(),
    lastVisitAt: lastVisit?.toISOString() ?? null,
    orders: bought.orders,
    paidFen: fen(bought.paidFen),
  })
})
