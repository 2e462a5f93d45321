import { holdsMacros, sniffType } from '@xietong/domain/files/sniff'
import type { StoredFacts } from './port'

export interface Found extends StoredFacts {
  readonly bytes: Uint8Array
}

/** Why a file must not be seen (IN-123), in words for its owner; null when nothing is wrong. */
export function contentFault(
  announced: { readonly type: string; readonly size: number },
  found: Found,
): string | null {
  if (found.size === 0 || found.size > announced.size) {
    return '大小与所选文件不一致，请重新选择'
  }
  if (sniffType(found.bytes) !== announced.type) {
    return '内容与类型不一致，只能上传 PNG、JPG、WebP 图片、MP4 视频或 Excel 表格'
  }
  return holdsMacros(found.bytes) ? '表格含有宏，请另存为不含宏的 .xlsx 再上传' : null
}
