import { openFile } from '@xietong/domain/files/contract'
import { call } from './call'

/** Saves a private file under a name that says what it is; the store knows only its number. */
export async function saveFile(fileId: string, name: string): Promise<void> {
  const { url } = await call(openFile, { fileId })
  const answer = await fetch(url)
  if (!answer.ok) {
    throw new Error('文件没有取到，请稍后重试。')
  }
  saveBlob(await answer.blob(), name)
}

export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
