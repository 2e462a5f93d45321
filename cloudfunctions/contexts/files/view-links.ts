import { actorKey } from '../../runtime/actor'
import type { ReadCtx } from '../../runtime/context'
import { type FileStanding, selectStanding } from './check-store'
import { privateLink } from './link'

type Viewer = Pick<ReadCtx, 'db' | 'actor' | 'deps'>
type Links = ReadonlyMap<string, string>

async function linksOf(
  ctx: Viewer,
  ids: readonly string[],
  isShown: (file: FileStanding) => boolean,
): Promise<Links> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) {
    return new Map()
  }
  const files = (await selectStanding(ctx.db, wanted)).filter(isShown)
  return new Map(files.map(({ id }) => [id, privateLink(ctx.deps, id).url]))
}

/**
 * Addresses of ten minutes for files of a record that the caller was found to be allowed to see;
 * one's own also before its check is answered. What is not shown to the caller is left out.
 */
export function viewLinks(ctx: Viewer, ids: readonly string[]): Promise<Links> {
  const own = actorKey(ctx.actor)
  return linksOf(
    ctx,
    ids,
    ({ state, owner }) => state === 'stored' || (state !== 'reserved' && owner === own),
  )
}

/** The same for staff who decide about files: also what the check left to a person. */
export function linksForJudge(ctx: Viewer, ids: readonly string[]): Promise<Links> {
  return linksOf(ctx, ids, ({ state }) => state === 'stored' || state === 'checking')
}
