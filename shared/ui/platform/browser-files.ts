import { failed, type Outcome, type PickedFile, type PickWish, type PutWish } from './platform'

const ACCEPT = { picture: 'image/png,image/jpeg,image/webp', video: 'video/mp4' } as const

/** The browser's own chooser; it says when it was closed without a choice. */
export function pickFiles({ count, kind }: PickWish): Promise<Outcome<readonly PickedFile[]>> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = ACCEPT[kind]
    input.multiple = count > 1
    input.className = 'browser-file'
    const done = (outcome: Outcome<readonly PickedFile[]>) => {
      input.remove()
      resolve(outcome)
    }
    input.addEventListener('change', () => {
      const chosen = Array.from(input.files ?? []).slice(0, count)
      done({ ok: true, value: chosen.map(browserFile) })
    })
    input.addEventListener('cancel', () => done(failed('cancel', '已取消')))
    // Some browsers open the chooser only for a field that is in the page.
    document.body.append(input)
    input.click()
  })
}

const browserFile = (file: File): PickedFile => ({
  name: file.name.slice(-100),
  size: file.size,
  preview: URL.createObjectURL(file),
  read: () => file.arrayBuffer(),
})

/** fetch tells no progress of what it sends. */
export function putFile({ url, type, bytes, onProgress }: PutWish): Promise<Outcome<null>> {
  return new Promise((resolve) => {
    const lost = () => resolve(failed('error', '没有传完，请检查网络后重试'))
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.setRequestHeader('content-type', type)
    request.timeout = 60_000
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(Math.round((event.loaded / event.total) * 100))
    })
    request.addEventListener('load', () =>
      request.status === 200 ? resolve({ ok: true, value: null }) : lost(),
    )
    request.addEventListener('error', lost)
    request.addEventListener('timeout', lost)
    request.send(bytes)
  })
}
