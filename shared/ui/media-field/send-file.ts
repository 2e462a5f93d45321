import { type FileType, sniffType } from '@xietong/domain/files/sniff'
import { api } from '../api/api'
import { platform } from '../platform'
import { failed, type Outcome, type PickedFile } from '../platform/platform'

export interface SendWish {
  readonly kind: 'picture' | 'video'
  /** Private: only the person and the staff of the record see it. */
  readonly access: 'public' | 'private'
  readonly onProgress: (percent: number) => void
}

const MEGABYTE = 1024 * 1024
/** WeChat looks at pictures of at most 10 MB. */
const limits = {
  picture: { bytes: 10 * MEGABYTE, words: '图片不能超过 10 MB，请换一张' },
  video: { bytes: 20 * MEGABYTE, words: '视频不能超过 20 MB，请剪短后再选' },
} as const
const wrongType = {
  picture: '只能选 PNG、JPG 或 WebP 图片',
  video: '只能选 MP4 视频',
} as const

const isKind = (type: FileType | null, kind: SendWish['kind']): type is FileType =>
  type?.startsWith(kind === 'video' ? 'video/' : 'image/') === true

/**
 * Reserves, sends and reports one file; answers its id. What is wrong with it is said before
 * anything is sent, and a refusal of the server in its own words.
 */
export async function sendFile(file: PickedFile, wish: SendWish): Promise<Outcome<string>> {
  const { kind, access, onProgress } = wish
  const bytes = await file.read().catch(() => null)
  if (!bytes || bytes.byteLength === 0) return failed('error', '没有读到文件，请重新选择')
  if (bytes.byteLength > limits[kind].bytes) return failed('unsupported', limits[kind].words)
  const type = sniffType(new Uint8Array(bytes))
  if (!isKind(type, kind)) return failed('unsupported', wrongType[kind])
  const { name } = file
  const size = bytes.byteLength
  const reserved = await api.act('files.createUpload', { name, type, size, access })
  if (!reserved.ok) return failed('error', reserved.message)
  const { fileId, uploadUrl } = reserved.value
  const sent = await platform.putFile({ url: uploadUrl, type, bytes, onProgress })
  if (!sent.ok) return failed('error', '没有传完，请检查网络后重试')
  const stored = await api.act('files.confirmUpload', { fileId })
  if (stored.ok) return { ok: true, value: fileId }
  const final = stored.code === 'FILE_REFUSED'
  return failed(final ? 'unsupported' : 'error', stored.message)
}
