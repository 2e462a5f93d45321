import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { answer } from '../../runtime/context'
import { dealerNames } from '../channel'
import { type FileStanding, standingOf } from '../files'
import { personOf } from '../identity'
import { selectWantedAvatar } from './avatar-store'
import { selectMember } from './member-store'

export const getMyProfile = answer(op.getMyProfile, async (ctx) => {
  const member = await selectMember(ctx.db, ctx.actor.memberId)
  if (!member) {
    return refuse('NOT_FOUND')
  }
  const { id, nickname, avatar, levelName, levelDiscount, dealerId } = member
  const [person, dealers] = await Promise.all([
    personOf(ctx.db, member.personId),
    dealerNames(ctx.db, dealerId ? [dealerId] : []),
  ])
  const wantedId = await selectWantedAvatar(ctx.db, id)
  const [wanted] = wantedId ? await standingOf(ctx.db, [wantedId]) : []
  return ok({
    memberId: id,
    nickname,
    avatar,
    newAvatar: newAvatarOf(wanted),
    newAvatarReason: wanted?.reason ?? '',
    phone: person.phone,
    levelName,
    levelDiscount,
    dealerName: (dealerId && dealers.get(dealerId)) || null,
  })
})

function newAvatarOf(wanted: FileStanding | undefined): 'none' | 'checking' | 'refused' {
  if (!wanted) {
    return 'none'
  }
  return wanted.state === 'refused' ? 'refused' : 'checking'
}
