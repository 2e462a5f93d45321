import type { InputOf } from '@xietong/domain/kernel/operation'
import { ok, type Result, refuse } from '@xietong/domain/kernel/result'
import { findBaseScene } from '@xietong/domain/scenes/base-scenes'
import {
  type ConditionValues,
  missingConditions,
  unknownConditions,
  unknownVariables,
} from '@xietong/domain/scenes/conditions'
import type { createScene } from '@xietong/domain/scenes/contract'
import { type DeliveryTiming, timingProblem } from '@xietong/domain/tasks/delivery-timing'
import type { Ctx } from '../../runtime/context'
import { accountsOf } from '../identity'
import { sceneQueries } from './scene-queries'
import type { SceneFields } from './scene-store'

/** Who hears of a late task unless others are chosen (80 "Default task per scene"). */
const USUAL_ESCALATION = { accountIds: [], everyHours: 24, times: 3 }

type Fields = Omit<InputOf<typeof createScene>, 'requestId'>
type Problem = 'NOT_FOUND' | 'VALIDATION_FAILED' | 'CONDITION_MISSING'

/** The base scene if it can run and its conditions fit (CO-061). */
export function checkConditions(
  baseCode: string,
  conditions: ConditionValues,
): Result<NonNullable<ReturnType<typeof findBaseScene>>, Problem> {
  const base = findBaseScene(baseCode)
  if (!base || !(base.code in sceneQueries)) {
    return refuse('NOT_FOUND')
  }
  const unknown = unknownConditions(base, conditions)
  if (unknown.length > 0) {
    return refuse('VALIDATION_FAILED', { fields: `conditions：${unknown.join('、')}` })
  }
  const missing = missingConditions(base, conditions)
  return missing.length > 0 ? refuse('CONDITION_MISSING', { conditions: missing }) : ok(base)
}

/** Settings as they are stored, or why they cannot be: the same for a new and an edited scene. */
export async function checkSettings(
  ctx: Ctx,
  { fields, ownerId }: { fields: Fields; ownerId: string },
): Promise<Result<SceneFields, Problem | 'UNKNOWN_VARIABLE'>> {
  const checked = checkConditions(fields.baseCode, fields.conditions)
  if (!checked.ok) {
    return checked
  }
  const base = checked.value
  const variables = unknownVariables(base, fields.title)
  if (variables.length > 0) {
    return refuse('UNKNOWN_VARIABLE', { variables: variables.map((name) => `{${name}}`) })
  }
  const timing: DeliveryTiming = fields.timing ?? usualTiming(fields.deliverAt)
  const wrong = timingProblem(timing, base.frequency)
  if (wrong) {
    return refuse('VALIDATION_FAILED', { fields: wrong })
  }
  const escalation = fields.escalation === undefined ? USUAL_ESCALATION : fields.escalation
  const people = [
    ...fields.followerAccountIds,
    ...(escalation?.accountIds ?? []),
    fields.handlerAccountId ?? ownerId,
  ]
  const accounts = await accountsOf(ctx.tx, people)
  if (people.some((id) => !accounts.get(id)?.active)) {
    return refuse('NOT_FOUND')
  }
  const deliverAt = timing.times[0] ?? fields.deliverAt
  const businessType = fields.businessType ?? base.businessType
  return ok({ ...fields, timing, escalation, deliverAt, businessType })
}

const usualTiming = (time: string): DeliveryTiming => ({ kind: 'day', times: [time], days: [] })
