import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { answer } from '../../runtime/context'
import { selectInviteToken } from './member-store'

/** The page of the member program that registers with an invite. */
const REGISTER_PAGE = 'channel/invite/index'

export const getMyInvite = answer(op.getMyInvite, async (ctx) => {
  const token = await selectInviteToken(ctx.db, ctx.actor.memberId)
  return token === null
    ? refuse('NOT_FOUND')
    : ok({ token, path: `${REGISTER_PAGE}?invite=${token}` })
})
