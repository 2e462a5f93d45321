import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/people-contract'
import { perform } from '../../runtime/context'
import { countMembersOfLevel, deleteLevelRow, lockLevel } from './level-store'

/**
 * AD-093. The row lock holds back everybody who is being given this level; the foreign key says the
 * same to the database.
 */
export const deleteLevel = perform(op.deleteLevel, async (ctx, { levelId }) => {
  const level = await lockLevel(ctx.tx, levelId)
  if (!level) {
    return refuse('NOT_FOUND')
  }
  if (level.isDefault) {
    return refuse('DEFAULT_LEVEL')
  }
  const members = await countMembersOfLevel(ctx.tx, levelId)
  if (members > 0) {
    return refuse('IN_USE', { reason: `还有 ${members} 位会员是这个等级，可以停用它` })
  }
  await deleteLevelRow(ctx.tx, levelId)
  ctx.audit({ objectKind: 'level', objectId: levelId, objectNo: level.name, before: level })
  return ok({})
})
