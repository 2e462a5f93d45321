import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { type Ctx, perform } from '../../runtime/context'
import { hasDepartment, isInScope } from '../../runtime/data-scope'
import { findDealer } from '../channel'
import { findEmployee } from '../organisation'
import {
  deleteCustomer,
  insertAssignment,
  insertCustomer,
  lockCustomer,
  updateCustomer,
} from './customer-store'

/**
 * Head office gives a first-tier dealer to a salesperson, or to nobody; each change stays recorded.
 */
export const assignCustomer = perform(op.assignCustomer, async (ctx, input) => {
  const { dealerId, employeeId, reason } = input
  const dealer = await findDealer(ctx.tx, dealerId)
  if (!dealer || !(await isInScope(ctx, ctx.tx, dealerId))) {
    return refuse('NOT_FOUND')
  }
  if (dealer.tier !== 1) {
    return refuse('NOT_ALLOWED_FOR_TIER')
  }
  const employee = employeeId ? await findEmployee(ctx.tx, employeeId) : null
  const offered = employee?.active && employee.salesperson
  if (employeeId && !(offered && hasDepartment(ctx, employee.departmentId))) {
    return refuse('NOT_FOUND')
  }
  const from = await give(ctx, dealerId, employeeId)
  if (from === employeeId) {
    return ok({})
  }
  const by = ctx.actor.accountId
  const assignment = { id: ctx.newId(), dealerId, from, to: employeeId, reason, by }
  await insertAssignment(ctx.tx, assignment, ctx.now)
  if (employeeId) {
    ctx.emit({
      code: 'lead.assigned',
      subject: { kind: 'customer', id: dealerId },
      variables: { customer: dealer.name },
      to: [{ kind: 'employee', id: employeeId }],
    })
  }
  ctx.audit({
    objectKind: 'customer',
    objectId: dealerId,
    objectNo: dealer.name,
    before: { employeeId: from },
    after: { employeeId, reason },
  })
  return ok({})
})

/**
 * Moves the customer and answers who had it. Two at once meet at the primary key, then at the lock.
 */
async function give(ctx: Ctx, dealerId: string, employeeId: string | null): Promise<string | null> {
  if (employeeId && (await insertCustomer(ctx.tx, { dealerId, employeeId }, ctx.now))) {
    return null
  }
  const from = (await lockCustomer(ctx.tx, dealerId))?.employeeId ?? null
  if (employeeId && from === null) {
    // Taken away between the two statements: the command runs again as a whole.
    throw Object.assign(new Error('customer vanished'), { code: '40001' })
  }
  if (from !== employeeId) {
    await (employeeId
      ? updateCustomer(ctx.tx, { dealerId, employeeId }, ctx.now)
      : deleteCustomer(ctx.tx, dealerId))
  }
  return from
}
