import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/people-contract'
import { perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { lockMember } from './member-store'
import { selectPersonRow, updateTags } from './people-store'

export const setMemberTags = perform(op.setMemberTags, async (ctx, { memberId, tags }) => {
  await lockMember(ctx.tx, memberId)
  const member = await selectPersonRow(ctx.tx, memberId)
  if (!member || !(await isInScope(ctx, ctx.tx, member.dealerId))) {
    return refuse('NOT_FOUND')
  }
  const chosen = [...new Set(tags)]
  await updateTags(ctx.tx, memberId, chosen)
  ctx.audit({
    objectKind: 'member',
    objectId: memberId,
    objectNo: member.nickname,
    before: { tags: member.tags },
    after: { tags: chosen },
  })
  return ok({})
})
