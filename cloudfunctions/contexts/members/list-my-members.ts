import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/people-contract'
import type { ActorOf } from '../../runtime/actor'
import { answer } from '../../runtime/context'
import { personsOf } from '../identity'
import { listOwnedMembers, type Owner } from './people-store'
import { personsByPhone } from './persons-by-phone'

/** Owner and operators see the dealer's members, an employee only their own (DL-131, DL-133). */
export function ownerOf(actor: ActorOf<'dealer'>): Owner {
  const employeeId = actor.role === 'employee' ? actor.dealerPersonId : null
  return { dealerId: actor.dealerId, employeeId }
}

export const listMyMembers = answer(op.listMyMembers, async (ctx, input) => {
  const personIds = await personsByPhone(ctx.db, input.filter.keyword)
  const page = await listOwnedMembers(ctx.db, { ...input, owner: ownerOf(ctx.actor), personIds })
  const persons = await personsOf(
    ctx.db,
    page.rows.map(({ personId }) => personId),
  )
  const rows = page.rows.map(({ personId, registeredAt, ...row }) => ({
    ...row,
    phone: persons.get(personId)?.phone ?? null,
    registeredAt: registeredAt.toISOString(),
  }))
  return ok({ ...page, rows })
})
