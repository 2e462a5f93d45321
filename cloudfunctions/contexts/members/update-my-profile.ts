import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { perform } from '../../runtime/context'
import { updateProfile } from './member-store'

export const updateMyProfile = perform(op.updateMyProfile, async (ctx, { nickname, avatar }) => {
  const { memberId } = ctx.actor
  await updateProfile(ctx.tx, memberId, { nickname, avatar })
  ctx.audit({ objectKind: 'member', objectId: memberId, after: { nickname, avatar } })
  return ok({})
})
