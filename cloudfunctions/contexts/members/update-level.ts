import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { perform } from '../../runtime/context'
import { lockDiscountLadder } from '../channel'
import { refuseStale } from '../identity'
import { refusalOnLadder } from './level-rule'
import { levelNameIsTaken, lockLevel, updateLevelRow } from './level-store'

export const updateLevel = perform(op.updateLevel, async (ctx, input) => {
  const { requestId: _key, levelId, version, ...fields } = input
  await lockDiscountLadder(ctx.tx)
  const level = await lockLevel(ctx.tx, levelId)
  if (!level) {
    return refuse('NOT_FOUND')
  }
  if (level.version !== version) {
    return refuseStale(ctx, { kind: 'level', id: levelId })
  }
  if (await levelNameIsTaken(ctx.tx, fields.name, levelId)) {
    return refuse('DUPLICATE', { what: '等级名称' })
  }
  if (level.isDefault && (fields.discount !== 10_000 || !fields.active)) {
    return refuse('DEFAULT_LEVEL')
  }
  const refusal = fields.active ? await refusalOnLadder(ctx.tx, fields.discount) : null
  if (refusal) {
    return refusal
  }
  const next = await updateLevelRow(ctx.tx, levelId, fields)
  ctx.audit({
    objectKind: 'level',
    objectId: levelId,
    objectNo: fields.name,
    before: level,
    after: fields,
  })
  return ok({ version: next })
})
