import type { Permission } from '@xietong/domain/kernel/permissions'
import { actorKey } from '../../runtime/actor'
import type { Ctx, Deps } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { insertStored, updateReader } from './store'

export {
  type FileStanding,
  lockStanding,
  releaseFiles,
  selectStanding as standingOf,
} from './check-store'
export { checkWords } from './check-words'
export { privateLink } from './link'
export { findOwnFile, readBytes, removeFile } from './owned'
export { filesSenders } from './picture-check'
export { wechatEvent } from './picture-verdict'
export { receiveUpload, type UploadOutcome } from './receive-upload'
export { type ServedFile, serveFile } from './serve-file'
export { linksForJudge, viewLinks } from './view-links'

/** Where clients read a public file. */
export function fileUrl(id: string): string {
  return `/files/${id}`
}

interface OwnFile {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  /** Private files are read by `owner` (an actor key) with a link of ten minutes. */
  readonly access?: 'public' | 'private'
  readonly owner?: string
}

/** Stores a file of our own (demo pictures, reports); a known id is left. */
export async function storeFile(deps: Deps, file: OwnFile): Promise<void> {
  await deps.ports.files.put(file.id, file.bytes, file.type)
  await recordOwn(deps.db, file, deps.now())
}

/** Records a file of our own whose bytes were put before the command began; a known id is left. */
export async function recordFile(ctx: Ctx, file: OwnFile): Promise<void> {
  await recordOwn(ctx.tx, file, ctx.now)
}

function recordOwn(reader: Reader, file: OwnFile, now: Date): Promise<void> {
  const { id, name, type, bytes, access = 'public', owner = 'system' } = file
  return insertStored(reader, { id, name, type, size: bytes.length, access, owner, now })
}

/**
 * Binds uploaded files to a record that only some may see: the files of the caller become private
 * and readable for accounts with `reader`. False when one is not the caller's or was not stored.
 */
export async function keepPrivate(
  ctx: Ctx,
  files: { readonly ids: readonly string[]; readonly reader: Permission },
): Promise<boolean> {
  const ids = [...new Set(files.ids)]
  if (ids.length === 0) {
    return true
  }
  const owner = actorKey(ctx.actor)
  return (await updateReader(ctx.tx, { ids, owner, reader: files.reader })) === ids.length
}
