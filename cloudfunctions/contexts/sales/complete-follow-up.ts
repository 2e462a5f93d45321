import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { type Ctx, perform } from '../../runtime/context'
import { keepPrivate } from '../files'
import { selectChoices } from './choice-store'
import {
  type FollowUpRow,
  insertFollowUp,
  lockOwnFollowUp,
  markFollowUpDone,
} from './follow-up-store'
import { lockOwnTarget, type Target, touch, unknownWords } from './follow-up-view'
import { insertResult } from './result-store'

/** ST-012. The first result makes the entry 已完成; every later one is kept as a supplement. */
export const completeFollowUp = perform(op.completeFollowUp, async (ctx, input) => {
  const { followUpId, result, stage, next, pictures = [] } = input
  const { employeeId } = ctx.actor
  const followUp = await lockOwnFollowUp(ctx.tx, followUpId, employeeId)
  if (!followUp) {
    return refuse('NOT_FOUND')
  }
  if (followUp.state === 'cancelled') {
    return refuse('STATE_CONFLICT')
  }
  const target = { kind: followUp.targetKind, id: followUp.targetId }
  const isOwn = await lockOwnTarget(ctx, target, employeeId)
  if (!isOwn && (next || stage)) {
    return refuse('NOT_YOUR_CUSTOMER')
  }
  const words = { stage, kind: target.kind, ...(next ? { form: next.form } : {}) }
  const unknown = unknownWords(await selectChoices(ctx.tx), words)
  const problem = unknown ?? (next && new Date(next.at) <= ctx.now ? '下次跟踪时间须在将来' : null)
  if (problem) {
    return refuse('VALIDATION_FAILED', { fields: problem })
  }
  if (!(await keepPrivate(ctx, { ids: pictures, reader: 'leads.read' }))) {
    return refuse('VALIDATION_FAILED', { fields: '图片没有上传成功，请重新选择' })
  }
  await keepResult(ctx, followUp, { text: result, pictures, stage: stage ?? null })
  const nextFollowUpId = next ? await plan(ctx, target, { employeeId, ...next }) : null
  await touch(ctx, target, { doneAt: ctx.now, stage })
  ctx.audit({
    objectKind: 'follow-up',
    objectId: followUpId,
    before: { state: followUp.state },
    after: { result, stage, pictures: pictures.length, next },
  })
  return ok({ nextFollowUpId })
})

async function keepResult(
  ctx: Ctx,
  followUp: FollowUpRow,
  result: { text: string; pictures: string[]; stage: string | null },
): Promise<void> {
  const { id: followUpId, employeeId } = followUp
  if (followUp.state === 'planned') {
    await markFollowUpDone(ctx.tx, followUpId, { result: result.text, now: ctx.now })
  }
  await insertResult(ctx.tx, { id: ctx.newId(), followUpId, employeeId, at: ctx.now, ...result })
}

/** The next contact, planned with the result of this one. */
async function plan(
  ctx: Ctx,
  target: Target,
  { employeeId, at, form }: { employeeId: string; at: string; form: string },
): Promise<string> {
  const id = ctx.newId()
  const row = { id, employeeId, at: new Date(at), form, note: '', result: '' }
  const { kind: targetKind, id: targetId } = target
  await insertFollowUp(ctx.tx, { ...row, targetKind, targetId, state: 'planned' }, ctx.now)
  return id
}
