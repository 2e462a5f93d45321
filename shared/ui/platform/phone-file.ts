import Taro from '@tarojs/taro'
import type { PickedFile } from './platform'

/** A file of the phone by its temporary path, which WeChat lets expire: read it at once. */
export function phoneFile(
  path: string,
  known: { readonly size?: number; readonly cover?: string } = {},
): PickedFile {
  const parts = path.split('/')
  return {
    name: parts[parts.length - 1]?.slice(-100) || 'file',
    size: known.size ?? 0,
    preview: known.cover || path,
    read: () =>
      new Promise((resolve, reject) => {
        Taro.getFileSystemManager().readFile({
          filePath: path,
          success: ({ data }) => resolve(data as ArrayBuffer),
          fail: reject,
        })
      }),
  }
}
