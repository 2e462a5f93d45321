import { getInviteCode as declared } from '@xietong/domain/channel/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { inviteTokenOf } from './people-store'

/** The page of the member program that registers with an invite. */
export const REGISTER_PAGE = 'channel/invite/index'

/** A dealer without 线上分销 wins no members: its menus and operations for it are refused (AD-022). */
export const getInviteCode = answer(declared, async (ctx) => {
  if (!ctx.actor.earnsOnline) {
    return refuse('MODE_OFF', { mode: '线上分销' })
  }
  const token = await inviteTokenOf(ctx.db, ctx.actor.dealerPersonId)
  return ok({ token, path: `${REGISTER_PAGE}?invite=${token}` })
})
