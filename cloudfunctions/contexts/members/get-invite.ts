import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { answer } from '../../runtime/context'
import { dealerNames, resolveInvite } from '../channel'
import { selectInviter } from './member-store'

export const getInvite = answer(op.getInvite, async (ctx, { token }) => {
  const member = await selectInviter(ctx.db, token)
  const dealer = member ? null : await resolveInvite(ctx.db, token)
  if (!member && !dealer) {
    return refuse('INVITE_INVALID')
  }
  const dealerId = member?.dealerId ?? dealer?.dealerId ?? null
  const names = await dealerNames(ctx.db, dealerId ? [dealerId] : [])
  return ok({
    inviterName: member?.nickname ?? dealer?.inviterName ?? '',
    dealerName: (dealerId && names.get(dealerId)) || null,
  })
})
