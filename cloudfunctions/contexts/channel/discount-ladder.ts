import {
  dealerStateLabels,
  discountProblem,
  discountRange,
  type Rung,
} from '@xietong/domain/channel/tree'
import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import type { Questions } from '../../runtime/questions'
import type { ChildRow, DealerRow } from './dealer-store'

interface Neighbours {
  readonly parent: Pick<DealerRow, 'name' | 'discount'> | null
  readonly children: readonly ChildRow[]
}

/** The rungs around a dealer with the words a refusal names them by. */
export async function rungsOf(
  reader: Reader,
  questions: Questions,
  { parent, children }: Neighbours,
): Promise<{ parent: Rung | null; children: Rung[]; lowestLevel: Rung }> {
  const level = await questions.lowestLevelDiscount(reader)
  return {
    parent: parent && { discount: parent.discount, name: `上级 ${parent.name}` },
    children: children.map((child) => ({ discount: child.discount, name: childName(child) })),
    lowestLevel: { discount: level.discount, name: `会员等级 ${level.names.join('、')}` },
  }
}

/** A closed child still stands on the ladder, since it can be restored; the words say so. */
function childName({ name, state }: ChildRow): string {
  return state === 'active' ? `下级 ${name}` : `下级 ${name}（${dealerStateLabels[state]}）`
}

/** The refusal of a discount that breaks the order; null when it fits. The ladder is locked. */
export async function refuseDiscount(
  ctx: Ctx,
  discount: number,
  neighbours: Neighbours,
): Promise<Refusal<'DISCOUNT_OUT_OF_RANGE'> | null> {
  const rungs = await rungsOf(ctx.tx, ctx.deps.questions, neighbours)
  const range = discountRange(rungs.parent, rungs.children, rungs.lowestLevel)
  const problem = discountProblem(discount, range)
  return problem && refuse('DISCOUNT_OUT_OF_RANGE', problem)
}
