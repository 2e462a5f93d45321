import { confirmUpload, createUpload, type fileTypes } from '@xietong/domain/files/contract'
import { act } from './hooks'
import { newRequestKey } from './request-key'

type FileType = (typeof fileTypes)[number]

/** Reserves, sends and reports a file; answers its number. */
export async function uploadFile(
  file: File,
  { type, access }: { readonly type: FileType; readonly access: 'public' | 'private' },
): Promise<string> {
  const reserved = await act({
    operation: createUpload,
    input: { name: file.name.slice(-120), type, size: file.size, access },
    intention: newRequestKey(),
  })
  const sent = await fetch(reserved.uploadUrl, {
    method: 'PUT',
    body: file,
    headers: { 'content-type': type },
  })
  if (!sent.ok) {
    throw new Error('文件没有传上去，请重新选择。')
  }
  const { fileId } = reserved
  await act({ operation: confirmUpload, input: { fileId }, intention: newRequestKey() })
  return fileId
}
