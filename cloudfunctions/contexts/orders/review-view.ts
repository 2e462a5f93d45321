import { appendUntil } from '@xietong/domain/orders/review'
import type { ReadCtx } from '../../runtime/context'
import { type FileStanding, standingOf, viewLinks } from '../files'
import type { ReviewRow } from './review-store'

const iso = (at: Date | null) => at?.toISOString() ?? ''

/** What was written, added and answered. */
export const reviewWords = (one: ReviewRow) => ({
  text: one.text,
  appended:
    one.appended_text === null ? null : { text: one.appended_text, at: iso(one.appended_at) },
  reply: one.reply === null ? null : { text: one.reply, at: iso(one.replied_at) },
})

const filesOf = (rows: readonly ReviewRow[]) =>
  rows.flatMap((row) => [...row.pictures, ...row.appended_pictures])

/** Reviews as everybody reads them: only pictures that passed their check. */
export async function shownReviews(ctx: ReadCtx, rows: readonly ReviewRow[]) {
  const files = await standingOf(ctx.db, filesOf(rows))
  const passed = new Set(files.filter(({ state }) => state === 'stored').map(({ id }) => id))
  const seen = (ids: readonly string[]) => ids.filter((id) => passed.has(id))
  return rows.map((one) => ({
    ...reviewWords(one),
    id: one.id,
    nickname: one.nickname,
    score: one.score,
    pictures: seen(one.pictures),
    appendedPictures: seen(one.appended_pictures),
    video: one.video,
    createdAt: iso(one.created_at),
  }))
}

const pictureStates = { stored: 'shown', refused: 'refused' } as const

/** A member's own reviews, with every picture and why one of them is hidden. */
export async function ownReviews(ctx: ReadCtx, rows: readonly ReviewRow[]) {
  const all = [...filesOf(rows), ...rows.flatMap(({ video }) => video ?? [])]
  const links = await viewLinks(ctx, all)
  const files = new Map((await standingOf(ctx.db, all)).map((file) => [file.id, file]))
  const picture = (file: FileStanding | undefined) => {
    const url = file && links.get(file.id)
    if (!file || !url) {
      return []
    }
    const state = file.state === 'stored' || file.state === 'refused' ? file.state : null
    return [
      { url, state: state ? pictureStates[state] : ('checking' as const), reason: file.reason },
    ]
  }
  const pictures = (ids: readonly string[]) => ids.flatMap((id) => picture(files.get(id)))
  return rows.map((one) => {
    const until = appendUntil(one.created_at)
    const open = one.appended_at === null && until > ctx.now
    return {
      ...reviewWords(one),
      id: one.id,
      orderId: one.order_id,
      kind: one.kind,
      itemId: one.item_id,
      itemName: one.item_name,
      itemPicture: one.item_picture,
      score: one.score,
      state: one.state,
      hiddenReason: one.hidden_reason,
      pictures: pictures(one.pictures),
      appendedPictures: pictures(one.appended_pictures),
      video: (one.video && links.get(one.video)) || null,
      createdAt: iso(one.created_at),
      appendUntil: open ? iso(until) : null,
    }
  })
}

/** A row of the console's list. */
export const staffRow = (one: ReviewRow) => ({
  id: one.id,
  orderId: one.order_id,
  orderNo: one.order_no,
  kind: one.kind,
  itemName: one.item_name,
  itemPicture: one.item_picture,
  buyer: one.nickname,
  score: one.score,
  text: one.text,
  appendedText: one.appended_text ?? '',
  pictureCount: one.pictures.length + one.appended_pictures.length,
  hasVideo: one.video !== null,
  state: one.state,
  replied: one.reply !== null,
  createdAt: iso(one.created_at),
})
