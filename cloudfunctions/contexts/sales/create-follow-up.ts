import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { enteredAs } from '@xietong/domain/sales/follow-up'
import { perform } from '../../runtime/context'
import { selectChoices } from './choice-store'
import { insertFollowUp } from './follow-up-store'
import { lockOwnTarget, touch, unknownWords } from './follow-up-view'
import { insertResult } from './result-store'

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
  if (state === 'done') {
    const first = { id: ctx.newId(), followUpId: id, employeeId, text: result }
    await insertResult(ctx.tx, { ...first, pictures: [], stage: stage ?? null, at: ctx.now })
  }
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
