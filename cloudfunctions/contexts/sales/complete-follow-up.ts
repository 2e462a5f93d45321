import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { perform } from '../../runtime/context'
import { selectChoices } from './choice-store'
import { lockOwnFollowUp, markFollowUpDone } from './follow-up-store'
import { touch, unknownWords } from './follow-up-view'

export const completeFollowUp = perform(op.completeFollowUp, async (ctx, input) => {
  const { followUpId, result, stage } = input
  const followUp = await lockOwnFollowUp(ctx.tx, followUpId, ctx.actor.employeeId)
  if (!followUp) {
    return refuse('NOT_FOUND')
  }
  if (followUp.state !== 'planned') {
    return refuse('STATE_CONFLICT')
  }
  const target = { kind: followUp.targetKind, id: followUp.targetId }
  const unknown = unknownWords(await selectChoices(ctx.tx), { stage, kind: target.kind })
  if (unknown) {
    return refuse('VALIDATION_FAILED', { fields: unknown })
  }
  await markFollowUpDone(ctx.tx, followUpId, { result, now: ctx.now })
  await touch(ctx, target, { doneAt: ctx.now, stage })
  ctx.audit({ objectKind: 'follow-up', objectId: followUpId, after: { result, stage } })
  return ok({})
})
