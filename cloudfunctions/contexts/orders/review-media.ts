import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import { actorKey } from '../../runtime/actor'
import type { Ctx, Deps } from '../../runtime/context'
import { checkWords, lockStanding } from '../files'

interface Media {
  readonly pictures: readonly string[]
  readonly video: string | null
}

/** What the content check says of a member's words, asked with no transaction open (MB-061). */
export function checkReview(deps: Deps, actor: { readonly personId: string }, text: string) {
  const { personId } = actor
  return checkWords(deps, { program: 'member', personId, scene: 'comment', text })
}
export type Checked = Awaited<ReturnType<typeof checkReview>>

export interface OwnMedia {
  /** Everybody can see one of them already. */
  readonly pictured: boolean
  /** Staff have to look first: the check has a doubt, or it is a video, which it does not watch. */
  readonly doubtful: boolean
}

/**
 * Whether pictures and video are the writer's own uploads. A picture that was refused has to be
 * taken out.
 */
export async function ownMedia(
  ctx: Ctx,
  { pictures, video }: Media,
): Promise<OwnMedia | Refusal<'VALIDATION_FAILED'>> {
  const wanted = new Set(video ? [...pictures, video] : pictures)
  const owner = actorKey(ctx.actor)
  const files = (await lockStanding(ctx.tx, [...wanted])).filter((file) => {
    const kind = file.id === video ? 'video/' : 'image/'
    return file.owner === owner && file.state !== 'reserved' && file.type.startsWith(kind)
  })
  const twice = wanted.size !== pictures.length + (video ? 1 : 0)
  if (twice || files.length !== wanted.size) {
    return refuse('VALIDATION_FAILED', { fields: '图片或视频没有上传成功，请重新选择' })
  }
  const refused = files.find(({ state }) => state === 'refused')
  if (refused) {
    return refuse('VALIDATION_FAILED', { fields: refused.reason })
  }
  return {
    pictured: files.some(({ state }) => state === 'stored'),
    doubtful: video !== null || files.some((file) => file.doubtful),
  }
}
