import { sniffType } from '@xietong/domain/files/sniff'
import type { Deps } from '../../runtime/context'
import { insertStored, markStored, selectReserved, selectStoredType } from './store'
import { hashToken } from './upload-token'

/** Where clients read a file. */
export function fileUrl(id: string): string {
  return `/files/${id}`
}

export type UploadOutcome =
  | { readonly ok: true; readonly fileId: string }
  | { readonly ok: false; readonly message: string }

/**
 * Takes the bytes of a reserved upload. The type is read from the bytes, not from what the client
 * says; a file that is something else, or larger than announced, is refused.
 */
export async function receiveUpload(
  deps: Deps,
  token: string,
  bytes: Uint8Array,
): Promise<UploadOutcome> {
  const reserved = await selectReserved(deps.db, hashToken(token), deps.now())
  if (!reserved) {
    return { ok: false, message: '上传链接已失效，请重新选择文件' }
  }
  if (bytes.length === 0 || bytes.length > reserved.size) {
    return { ok: false, message: '文件大小与所选文件不一致，请重新选择' }
  }
  if (sniffType(bytes) !== reserved.type) {
    return { ok: false, message: '只能上传 PNG、JPG、WebP 图片或 MP4 视频，且内容须与类型一致' }
  }
  await deps.ports.files.put(reserved.id, bytes, reserved.type)
  const stored = await markStored(deps.db, reserved.id, deps.now())
  return stored
    ? { ok: true, fileId: reserved.id }
    : { ok: false, message: '文件已上传，请勿重复提交' }
}

/** A stored file with its type, or null. */
export async function serveFile(
  deps: Deps,
  id: string,
): Promise<{ readonly type: string; readonly bytes: Uint8Array } | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    return null
  }
  const type = await selectStoredType(deps.db, id)
  const bytes = type === null ? null : await deps.ports.files.get(id)
  return type !== null && bytes ? { type, bytes } : null
}

/** Stores a file of our own (demo pictures, mini-program codes); a known id is left as it is. */
export async function storeFile(
  deps: Deps,
  file: {
    readonly id: string
    readonly name: string
    readonly type: string
    readonly bytes: Uint8Array
  },
): Promise<void> {
  await deps.ports.files.put(file.id, file.bytes, file.type)
  const { id, name, type, bytes } = file
  await insertStored(deps.db, { id, name, type, size: bytes.length, now: deps.now() })
}
