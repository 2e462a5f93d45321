import { useRef, useState } from 'react'
import { newKey } from '../api/api'
import { platform } from '../platform'
import type { PickedFile } from '../platform/platform'
import { type SendWish, sendFile } from './send-file'
import { unsentWords } from './unsent'

export interface MediaItem {
  readonly key: string
  readonly kind: 'picture' | 'video'
  readonly preview: string
  readonly state: 'sending' | 'done' | 'failed'
  /** 0 to 100; null where the phone does not tell. */
  readonly percent: number | null
  readonly fileId: string | null
  readonly message: string
  /** The same file may be sent again; otherwise only another one helps. */
  readonly canRetry: boolean
}

interface Held extends MediaItem {
  readonly file: PickedFile
}

export interface Media {
  readonly items: readonly MediaItem[]
  readonly pictures: string[]
  readonly video: string | null
  /** What keeps the form from being sent, in words; undefined when nothing does. */
  readonly unsent: string | undefined
  /** What went wrong with a file, in words. */
  readonly problem: string | undefined
  readonly room: { readonly pictures: number; readonly video: boolean }
  readonly add: (kind: MediaItem['kind']) => Promise<void>
  readonly remove: (key: string) => void
  readonly retry: (key: string) => void
}

export interface MediaLimits {
  readonly pictures: number
  readonly video?: boolean
  readonly access: SendWish['access']
}

const fresh = {
  state: 'sending',
  percent: null,
  fileId: null,
  message: '',
  canRetry: false,
} as const

/** Pictures, and one video where wanted, that a form holds: sent as soon as they are chosen. */
export function useMedia(limits: MediaLimits): Media {
  const [held, setHeld] = useState<readonly Held[]>([])
  const [refusal, setRefusal] = useState('')
  const gone = useRef(new Set<string>())

  const change = (key: string, part: Partial<MediaItem>) =>
    setHeld((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const send = async ({ key, file, kind }: Pick<Held, 'key' | 'file' | 'kind'>) => {
    const onProgress = (percent: number) => change(key, { percent })
    const sent = await sendFile(file, { kind, access: limits.access, onProgress })
    if (gone.current.has(key)) return
    if (sent.ok) change(key, { state: 'done', fileId: sent.value })
    else {
      const canRetry = sent.reason === 'error'
      change(key, { state: 'failed', message: sent.message, canRetry })
    }
  }
  const count = (kind: MediaItem['kind']) => held.filter((one) => one.kind === kind).length
  const room = {
    pictures: Math.max(0, limits.pictures - count('picture')),
    video: limits.video === true && count('video') === 0,
  }
  const add = async (kind: MediaItem['kind']) => {
    setRefusal('')
    const most = kind === 'video' ? 1 : Math.min(9, room.pictures)
    const picked = await platform.pickFiles({ count: most, kind })
    if (!picked.ok) {
      if (picked.reason !== 'cancel') setRefusal(picked.message)
      return
    }
    const made = picked.value
      .slice(0, most)
      .map((file) => ({ ...fresh, key: newKey(), kind, file, preview: file.preview }))
    setHeld((before) => [...before, ...made])
    // One after the other: a phone's line is narrow, and the first is there sooner.
    for (const one of made) await send(one)
  }
  const remove = (key: string) => {
    gone.current.add(key)
    setHeld((before) => before.filter((one) => one.key !== key))
  }
  const retry = (key: string) => {
    const one = held.find((item) => item.key === key)
    if (!one) return
    change(key, { state: 'sending', percent: null, message: '' })
    void send(one)
  }
  return {
    items: held,
    pictures: held.flatMap(({ kind, fileId }) => (kind === 'picture' && fileId ? [fileId] : [])),
    video: held.find(({ kind, fileId }) => kind === 'video' && fileId)?.fileId ?? null,
    unsent: unsentWords(held),
    problem: refusal || held.find(({ state }) => state === 'failed')?.message,
    room,
    add,
    remove,
    retry,
  }
}
