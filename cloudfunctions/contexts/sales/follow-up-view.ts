import type { Ctx } from '../../runtime/context'
import type { Choices } from './choice-store'
import { lockCustomer, touchCustomer } from './customer-store'
import type { TargetKind } from './follow-up-store'
import { lockOwnLead, touchLead } from './lead-store'

export interface Target {
  readonly kind: TargetKind
  readonly id: string
}

/** What the form holds that the choices do not know; a customer has no stage. */
export function unknownWords(
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

/** Locks the lead or customer if it is the employee's own; somebody else's cannot be chosen. */
export async function lockOwnTarget(
  ctx: Ctx,
  target: Target,
  employeeId: string,
): Promise<boolean> {
  if (target.kind === 'lead') {
    return lockOwnLead(ctx.tx, target.id, employeeId)
  }
  const customer = await lockCustomer(ctx.tx, target.id)
  return customer?.employeeId === employeeId
}

export async function touch(
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
