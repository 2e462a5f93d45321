import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { enteredAs, stateShown } from '@xietong/domain/sales/follow-up'
import { answer, type Ctx, perform } from '../../runtime/context'
import { dealerNames } from '../channel'
import { type Choices, selectChoices } from './choice-store'
import { lockCustomer, touchCustomer } from './customer-store'
import {
  insertFollowUp,
  listFollowUpRows,
  lockOwnFollowUp,
  markFollowUpDone,
  type TargetKind,
} from './follow-up-store'
import { lockOwnLead, touchLead } from './lead-store'

interface Target {
  readonly kind: TargetKind
  readonly id: string
}

/** Locks the lead or customer if it is the employee's own; somebody else's cannot be chosen. */
async function lockOwnTarget(ctx: Ctx, target: Target, employeeId: string): Promise<boolean> {
  if (target.kind === 'lead') {
    return lockOwnLead(ctx.tx, target.id, employeeId)
  }
  const customer = await lockCustomer(ctx.tx, target.id)
  return customer?.employeeId === employeeId
}

/** What the form holds that the choices do not know; a customer has no stage. */
function unknownWords(
  choices: Choices,
  { form, stage, kind }: { form?: string; stage?: string | undefined; kind: TargetKind },
): string | null {
  if (form !== undefined && !choices.forms.includes(form)) {
    return '跟踪形式不在可选范围内'
  }
  if (stage === undefined) {
    return null
  }
  const known = kind === 'lead' && choices.stages.includes(stage)
  return known ? null : '销售阶段不在可选范围内'
}

async function touch(
  ctx: Ctx,
  target: Target,
  { doneAt, stage }: { doneAt: Date | null; stage: string | undefined },
): Promise<void> {
  if (target.kind === 'lead') {
    await touchLead(ctx.tx, target.id, { doneAt, stage: stage ?? null })
  } else if (doneAt) {
    await touchCustomer(ctx.tx, target.id, doneAt)
  }
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

export const listMyFollowUps = answer(op.listMyFollowUps, async (ctx, { filter, ...page }) => {
  const { employeeId } = ctx.actor
  const list = { employeeId, state: filter.state, now: ctx.now, ...page }
  const found = await listFollowUpRows(ctx.db, list)
  const customerIds = found.rows.flatMap((row) =>
    row.targetKind === 'customer' ? row.targetId : [],
  )
  const names = await dealerNames(ctx.db, customerIds)
  const rows = found.rows.map(({ leadName, employeeId: _by, at, state, ...row }) => ({
    ...row,
    targetName: leadName ?? names.get(row.targetId) ?? '—',
    at: at.toISOString(),
    state: stateShown(state, at, ctx.now),
  }))
  return ok({ ...found, rows })
})
