import type { Deps } from '../../runtime/context'
import { contentFault } from './content-fault'
import { selectReserved, useToken } from './store'
import { hashToken } from './upload-token'

export type UploadOutcome =
  | { readonly ok: true; readonly fileId: string; readonly etag: string }
  | { readonly ok: false; readonly message: string }

/**
 * Takes the bytes of a reserved upload where the store has no address of its own. The type is read
 * from the bytes, not from what the client says.
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
  const reason = contentFault(reserved, { size: bytes.length, etag: '', bytes })
  if (reason !== null) {
    return { ok: false, message: `文件不能使用：${reason}` }
  }
  await deps.ports.files.put(reserved.id, bytes, reserved.type)
  const etag = `"${reserved.id}"`
  return (await useToken(deps.db, reserved.id))
    ? { ok: true, fileId: reserved.id, etag }
    : { ok: false, message: '文件已上传，请勿重复提交' }
}
