import type { MediaItem } from './use-media'

/**
 * Why a form waits for its files; undefined when all of them have arrived. One that failed is sent
 * again or taken away first: what is sent once and for all must not lose a picture unnoticed.
 */
export function unsentWords(items: readonly Pick<MediaItem, 'state'>[]): string | undefined {
  if (items.some(({ state }) => state === 'sending')) return '图片正在上传'
  if (items.some(({ state }) => state === 'failed')) return '有文件没有传上，请重试或移除'
  return undefined
}
