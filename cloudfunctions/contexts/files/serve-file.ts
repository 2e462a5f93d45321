import { HOUR_MS } from '@xietong/domain/kernel/time'
import type { Deps } from '../../runtime/context'
import { isGoodLink } from './link'
import type { ByteRange } from './port'
import { selectFile } from './store'

export type ServedFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'over' }
  | { readonly kind: 'elsewhere'; readonly url: string }
  | {
      readonly kind: 'bytes'
      readonly type: string
      readonly size: number
      readonly range: ByteRange | null
      readonly access: 'public' | 'private'
      readonly bytes: Uint8Array
    }
  | { readonly kind: 'no-such-range'; readonly size: number }

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * A stored file: its bytes or a part of them, or the store's own address. Private ones need a link
 * that is rightly signed and not over (IN-120).
 */
export async function serveFile(
  deps: Deps,
  id: string,
  asked: { readonly range: string | undefined; readonly until: string; readonly sign: string },
): Promise<ServedFile> {
  const file = ID.test(id) ? await selectFile(deps.db, id) : null
  if (file?.state !== 'stored' && !(file && asked.sign !== '')) {
    return { kind: 'missing' }
  }
  if (file.access === 'private' || file.state !== 'stored') {
    if (asked.sign === '') {
      return { kind: 'missing' }
    }
    if (!isGoodLink(deps, id, asked)) {
      return { kind: 'over' }
    }
  }
  const stored = deps.ports.files.getLink(id, hourAfterNext(deps.now()))
  if (stored !== null) {
    return { kind: 'elsewhere', url: stored }
  }
  const range = rangeOf(asked.range, file.size)
  if (range === 'none') {
    return { kind: 'no-such-range', size: file.size }
  }
  const bytes = await deps.ports.files.get(id, range ?? undefined)
  return bytes
    ? { kind: 'bytes', type: file.type, size: file.size, range, access: file.access, bytes }
    : { kind: 'missing' }
}

/** The same address for at least an hour, so that browsers keep the picture. */
function hourAfterNext(now: Date): Date {
  return new Date((Math.floor(now.getTime() / HOUR_MS) + 2) * HOUR_MS)
}

/** `bytes=0-99`, `bytes=100-`, `bytes=-100`; several ranges at once are answered whole. */
export function rangeOf(header: string | undefined, size: number): ByteRange | null | 'none' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [, first = '', last = ''] = match ?? []
  if (!match || (first === '' && last === '')) {
    return null
  }
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from <= to && from < size ? { from, to } : 'none'
}
