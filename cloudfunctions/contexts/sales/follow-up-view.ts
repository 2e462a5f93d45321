import type { Ctx } from '../../runtime/context'
import type { Choices } from './choice-store'
import { touchCustomer } from './customer-store'
import type { TargetKind } from './follow-up-store'
import { touchLead } from './lead-store'

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
