import type { Ctx } from '../../runtime/context'
import { react } from '../../runtime/reactions'
import type { Suggestion } from '../peers/port'
import { type Judged, judgePicture } from './check-store'

/** Writes a verdict once and tells whoever shows the picture; null when there was one before. */
export async function judge(
  ctx: Ctx,
  which: Parameters<typeof judgePicture>[1],
  verdict: Suggestion,
): Promise<Judged | null> {
  const judged = await judgePicture(ctx.tx, which, { verdict, now: ctx.now })
  if (judged) {
    await react(ctx, 'file.judged', { fileId: judged.id, state: judged.state })
    ctx.audit({ objectKind: 'file', objectId: judged.id, after: { state: judged.state } })
  }
  return judged
}
