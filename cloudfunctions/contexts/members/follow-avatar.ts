import type { Reaction } from '../../runtime/reactions'
import { showAvatar } from './avatar-store'

/** An avatar that passed is shown; a refused one stays wanted, so that the page says why. */
export const followAvatar: Reaction<'file.judged'> = async (ctx, { fileId, state }) => {
  if (state === 'stored') {
    await showAvatar(ctx.tx, fileId)
  }
}
