import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { lockLevel, updateMemberLevel } from './level-store'
import { lockMember, selectMember } from './member-store'

export const setMemberLevel = perform(op.setMemberLevel, async (ctx, input) => {
  const { memberId, levelId, reason } = input
  const level = await lockLevel(ctx.tx, levelId)
  const state = (await lockMember(ctx.tx, memberId))?.state
  const member = await selectMember(ctx.tx, memberId)
  if (!level || !member || !(await isInScope(ctx, ctx.tx, member.dealerId))) {
    return refuse('NOT_FOUND')
  }
  if (!level.active || state === 'closed') {
    return refuse('STATE_CONFLICT')
  }
  await updateMemberLevel(ctx.tx, memberId, levelId)
  ctx.audit({
    objectKind: 'member',
    objectId: memberId,
    objectNo: member.nickname,
    before: { level: member.levelName },
    after: { level: level.name, reason },
  })
  return ok({})
})
