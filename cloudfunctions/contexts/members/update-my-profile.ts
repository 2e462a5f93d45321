import { ok, type Refusal, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { actorKey } from '../../runtime/actor'
import { type Ctx, performWithPeer } from '../../runtime/context'
import { checkWords, type FileStanding, lockStanding } from '../files'
import { updateAvatar, updateNickname } from './avatar-store'

type Checked = Awaited<ReturnType<typeof checkWords>>

/**
 * MB-063, IN-024: the nickname passes WeChat's check before it is kept, an avatar before it is
 * shown. Whom WeChat does not know cannot be checked; such a name is only ever shown masked.
 */
export const updateMyProfile = performWithPeer(op.updateMyProfile, {
  before: (deps, { nickname: text }, { personId }): Promise<Checked> =>
    checkWords(deps, { program: 'member', personId, scene: 'profile', text }),
  run: async (ctx, { nickname, avatar }, checked: Checked) => {
    if (checked === 'risky' || checked === 'review') {
      return refuse('CONTENT_REFUSED')
    }
    if (checked === 'unknown') {
      return refuse('PEER_UNAVAILABLE')
    }
    const file = avatar ? await ownPicture(ctx, avatar) : null
    if (file && 'ok' in file) {
      return file
    }
    const { memberId } = ctx.actor
    await updateNickname(ctx.tx, memberId, nickname)
    if (avatar !== undefined) {
      await updateAvatar(ctx.tx, memberId, { wanted: avatar, shown: file?.state === 'stored' })
    }
    ctx.audit({ objectKind: 'member', objectId: memberId, after: { nickname, avatar } })
    return ok({})
  },
})

/** A picture of the member's own that was not refused. */
async function ownPicture(
  ctx: Ctx,
  fileId: string,
): Promise<FileStanding | Refusal<'VALIDATION_FAILED'>> {
  const [file] = await lockStanding(ctx.tx, [fileId])
  const own = file?.owner === actorKey(ctx.actor) && file.type.startsWith('image/')
  if (!file || !own || file.state === 'reserved') {
    return refuse('VALIDATION_FAILED', { fields: '头像没有上传成功，请重新选择' })
  }
  return file.state === 'refused' ? refuse('VALIDATION_FAILED', { fields: file.reason }) : file
}
