import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { enteredAs } from '@xietong/domain/sales/follow-up'
import { type Ctx, perform } from '../../runtime/context'
import { selectChoices } from './choice-store'
import { lockCustomer } from './customer-store'
import { insertFollowUp } from './follow-up-store'
import { type Target, touch, unknownWords } from './follow-up-view'
import { lockOwnLead } from './lead-store'

/** Locks the lead or customer if it is the employee's own; somebody else's cannot be chosen. */
async function lockOwnTarget(ctx: Ctx, target: Target, employeeId: string): Promise<boolean> {
  if (target.kind === 'lead') {
    return lockOwnLead(ctx.tx, target.id, employeeId)
  }
  const customer = await lockCustomer(ctx.tx, target.id)
  return customer?.employeeId === employeeId
}

/** ST-006: planned when it lies ahead, done at once with a result. */
export const createFollowUp = perform(op.createFollowUp, async (ctx, input) => {
  const { target, form, note, result, stage } = input
  const { employeeId } = ctx.actor
  const at = new Date(input.at)
  if (!(await lockOwnTarget(ctx, target, employeeId))) {
    return refuse('NOT_YOUR_CUSTOMER')
  }
  const choices = await selectChoices(ctx.tx)
  const unknown = unknownWords(choices, { form, stage, kind: target.kind })
  if (unknown) {
    return refuse('VALIDATION_FAILED', { fields: unknown })
  }
  const state = enteredAs({ at, result }, ctx.now)
  if (!state) {
    return refuse('VALIDATION_FAILED', { fields: '过去的跟踪请填写跟踪结果' })
  }
  const id = ctx.newId()
  const row = { id, employeeId, at, form, note, result, state }
  await insertFollowUp(ctx.tx, { ...row, targetKind: target.kind, targetId: target.id }, ctx.now)
  await touch(ctx, target, { doneAt: state === 'done' ? doneTime(at, ctx.now) : null, stage })
  ctx.audit({
    objectKind: 'follow-up',
    objectId: id,
    after: { target, at: input.at, state, stage },
  })
  return ok({ followUpId: id, state })
})

/** A contact entered with a result happened at its time, at the latest now. */
const doneTime = (at: Date, now: Date) => (at < now ? at : now)
