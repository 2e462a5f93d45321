import { ok, refuse } from '@xietong/domain/kernel/result'
import { findBaseScene } from '@xietong/domain/scenes/base-scenes'
import {
  missingConditions,
  unknownConditions,
  unknownVariables,
} from '@xietong/domain/scenes/conditions'
import * as op from '@xietong/domain/scenes/contract'
import { perform } from '../../runtime/context'
import { accountsOf } from '../identity'
import { sceneQueries } from './scene-queries'
import { insertScene } from './scene-store'

/** The interval after which an ended finding may make a task again (80 "Deduplication"). */
const REPEAT_DAYS = 7

/** CO-061, CO-064. Several scenes may use one base scene with different conditions. */
export const createScene = perform(op.createScene, async (ctx, input) => {
  const { requestId: _key, ...fields } = input
  const base = findBaseScene(fields.baseCode)
  if (!base || !(base.code in sceneQueries)) {
    return refuse('NOT_FOUND')
  }
  const unknown = unknownConditions(base, fields.conditions)
  if (unknown.length > 0) {
    return refuse('VALIDATION_FAILED', { fields: `conditions：${unknown.join('、')}` })
  }
  const missing = missingConditions(base, fields.conditions)
  if (missing.length > 0) {
    return refuse('CONDITION_MISSING', { conditions: missing })
  }
  const variables = unknownVariables(base, fields.title)
  if (variables.length > 0) {
    return refuse('UNKNOWN_VARIABLE', { variables: variables.map((name) => `{${name}}`) })
  }
  const people = [...fields.followerAccountIds, fields.handlerAccountId ?? ctx.actor.accountId]
  const accounts = await accountsOf(ctx.tx, people)
  if (people.some((id) => !accounts.get(id)?.active)) {
    return refuse('NOT_FOUND')
  }
  const id = ctx.newId()
  const own = { id, repeatDays: REPEAT_DAYS, createdBy: ctx.actor.accountId, now: ctx.now }
  await insertScene(ctx.tx, { ...fields, ...own })
  ctx.audit({ objectKind: 'scene', objectId: id, objectNo: fields.name, after: fields })
  return ok({ sceneId: id })
})
