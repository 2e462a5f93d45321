import { ok, type Refusal, refuse } from '@xietong/domain/kernel/result'
import { createLead as declared } from '@xietong/domain/sales/contract'
import { type Ctx, perform } from '../../runtime/context'
import { findDealerByPhone } from '../channel'
import { findEmployee } from '../organisation'
import { selectChoices } from './choice-store'
import { salespersonOf } from './customer-store'
import { insertLead, ownerOfPhone } from './lead-store'

/**
 * ST-014. A phone that is a lead or a dealer already is refused with who looks after it: name and
 * department, nothing else. Whoever enters it becomes its owner, with source 自己开拓.
 */
export const createLead = perform(declared, async (ctx, input) => {
  const { requestId: _key, ...fields } = input
  const choices = await selectChoices(ctx.tx)
  const [stage] = choices.stages
  if (!stage || !choices.customerTypes.includes(fields.customerType)) {
    return refuse('VALIDATION_FAILED', { fields: '客户类型不在可选范围内' })
  }
  const dealer = await findDealerByPhone(ctx.tx, fields.phone)
  if (dealer) {
    return takenBy(ctx, await salespersonOf(ctx.tx, dealer.topId), '该手机号的渠道商')
  }
  const id = ctx.newId()
  const { employeeId: ownerId } = ctx.actor
  if (!(await insertLead(ctx.tx, { ...fields, id, ownerId, stage }, ctx.now))) {
    const lead = await ownerOfPhone(ctx.tx, fields.phone)
    return takenBy(ctx, lead?.ownerId ?? null, '该手机号的潜客（未分配）')
  }
  ctx.audit({ objectKind: 'lead', objectId: id, objectNo: fields.name, after: fields })
  return ok({ leadId: id })
})

async function takenBy(
  ctx: Ctx,
  employeeId: string | null,
  what: string,
): Promise<Refusal<'LEAD_EXISTS' | 'DUPLICATE'>> {
  const employee = employeeId ? await findEmployee(ctx.tx, employeeId) : null
  return employee
    ? refuse('LEAD_EXISTS', { department: employee.departmentName, name: employee.name })
    : refuse('DUPLICATE', { what })
}
