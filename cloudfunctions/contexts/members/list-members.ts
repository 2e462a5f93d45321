import { maskPhone } from '@xietong/domain/kernel/mask'
import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { dealerNames, dealerPersonNames } from '../channel'
import { personsOf } from '../identity'
import { listMemberRows } from './list-store'
import { personsByPhone } from './persons-by-phone'

const present = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]

export const listMembers = answer(op.listMembers, async (ctx, input) => {
  const { phone: asked, ...given } = input.filter
  const personIds = await personsByPhone(ctx.db, given.keyword)
  const dealerIds = await dealersInScope(ctx, ctx.db)
  const phonePersonIds = asked === undefined ? undefined : await personsByPhone(ctx.db, asked)
  const filter = { ...given, personIds, phonePersonIds, dealerIds }
  const page = await listMemberRows(ctx.db, { ...input, filter })
  const [persons, dealers, employees] = await Promise.all([
    personsOf(ctx.db, present(page.rows.map((row) => row.personId))),
    dealerNames(ctx.db, present(page.rows.map((row) => row.dealerId))),
    dealerPersonNames(ctx.db, present(page.rows.map((row) => row.employeeId))),
  ])
  const rows = page.rows.map(({ personId, dealerId, employeeId, registeredAt, ...row }) => {
    const phone = persons.get(personId)?.phone ?? null
    return {
      ...row,
      phone: phone === null ? null : maskPhone(phone),
      dealerName: (dealerId && dealers.get(dealerId)) || null,
      employeeName: (employeeId && employees.get(employeeId)) || null,
      registeredAt: registeredAt.toISOString(),
    }
  })
  return ok({ ...page, rows })
})
