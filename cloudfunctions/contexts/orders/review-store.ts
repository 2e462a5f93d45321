import type { ReviewState } from '@xietong/domain/orders/review'
import { sql } from 'kysely'
import type { Ctx } from '../../runtime/context'
import type { Reader, Tx } from '../../runtime/database'
import type { OrderLine } from './order-store'

export interface ReviewRow {
  readonly id: string
  readonly order_id: string
  readonly order_no: string
  readonly member_id: string
  readonly dealer_id: string | null
  readonly nickname: string
  readonly kind: OrderLine['kind']
  readonly item_id: string
  readonly item_name: string
  readonly item_picture: string | null
  readonly score: number
  readonly text: string
  readonly pictures: string[]
  readonly video: string | null
  readonly state: ReviewState
  readonly hidden_reason: string
  readonly reply: string | null
  readonly replied_by: string | null
  readonly replied_at: Date | null
  readonly appended_text: string | null
  readonly appended_pictures: string[]
  readonly appended_at: Date | null
  readonly version: number
  readonly created_at: Date
}

export const reviewColumns = sql`r.id, r.order_id, r.order_no, r.member_id, r.dealer_id,
  r.nickname, r.kind, r.item_id, r.item_name, r.item_picture, r.score, r.text,
  r.pictures::text[] as pictures, r.video, r.state, r.hidden_reason, r.reply, r.replied_by,
  r.replied_at, r.appended_text, r.appended_pictures::text[] as appended_pictures, r.appended_at,
  r.version, r.created_at`

/** The order that a bought item belongs to. */
export async function orderOfLine(reader: Reader, lineId: string): Promise<string | null> {
  const { rows } = await sql<{ order_id: string }>`
    select order_id from orders.order_line where id = ${lineId}`.execute(reader)
  return rows[0]?.order_id ?? null
}

export interface NewReview {
  readonly id: string
  readonly line: OrderLine
  readonly order: { readonly id: string; readonly order_no: string }
  readonly memberId: string
  readonly dealerId: string | null
  readonly nickname: string
  readonly score: number
  readonly text: string
  readonly pictures: readonly string[]
  readonly video: string | null
  readonly state: ReviewState
  readonly pictured: boolean
}

/** Writes a review and counts it on its order, once per bought item: false when there is one. */
export async function insertReview(ctx: Ctx, one: NewReview): Promise<boolean> {
  const { line, order } = one
  const { numAffectedRows } = await sql`
    insert into orders.review (id, line_id, order_id, order_no, member_id, dealer_id, nickname,
      kind, item_id, item_name, item_picture, score, text, pictures, video, state, pictured,
      created_at)
    values (${one.id}, ${line.id}, ${order.id}, ${order.order_no}, ${one.memberId},
      ${one.dealerId}::uuid, ${one.nickname}, ${line.kind}, ${line.itemId}, ${line.name},
      ${line.picture}::uuid, ${one.score}, ${one.text}, ${one.pictures}::uuid[],
      ${one.video}::uuid, ${one.state}, ${one.pictured}, ${ctx.now})
    on conflict (line_id) do nothing`.execute(ctx.tx)
  if (numAffectedRows === 0n) {
    return false
  }
  await sql`
    update orders.sales_order set unreviewed = unreviewed - 1
    where id = ${order.id} and unreviewed > 0`.execute(ctx.tx)
  return true
}

export async function findReview(reader: Reader, id: string): Promise<ReviewRow | null> {
  const { rows } = await sql<ReviewRow>`
    select ${reviewColumns} from orders.review r where r.id = ${id}`.execute(reader)
  return rows[0] ?? null
}

export async function lockReview(tx: Tx, id: string): Promise<ReviewRow | null> {
  const { rows } = await sql<ReviewRow>`
    select ${reviewColumns} from orders.review r where r.id = ${id}
    for no key update of r`.execute(tx)
  return rows[0] ?? null
}

/** What the member adds, once; false when something was added before. */
export async function addToReview(
  ctx: Ctx,
  added: {
    id: string
    text: string
    pictures: readonly string[]
    state: ReviewState
    pictured: boolean
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update orders.review set appended_text = ${added.text},
      appended_pictures = ${added.pictures}::uuid[], appended_at = ${ctx.now},
      state = ${added.state}, pictured = pictured or ${added.pictured}, version = version + 1
    where id = ${added.id} and appended_at is null`.execute(ctx.tx)
  return numAffectedRows === 1n
}

/** Moves a review between the states; the caller holds its lock and has read its version. */
export async function setReviewState(
  tx: Tx,
  one: { id: string; state: ReviewState; reason: string },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update orders.review set state = ${one.state}, hidden_reason = ${one.reason},
      version = version + 1
    where id = ${one.id} returning version`.execute(tx)
  return rows[0]?.version ?? 0
}

export async function setReply(
  ctx: Ctx,
  reply: { id: string; text: string; by: string },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update orders.review set reply = ${reply.text}, replied_by = ${reply.by},
      replied_at = ${ctx.now}, version = version + 1
    where id = ${reply.id} returning version`.execute(ctx.tx)
  return rows[0]?.version ?? 0
}

export async function markPictured(tx: Tx, id: string): Promise<void> {
  await sql`update orders.review set pictured = true where id = ${id}`.execute(tx)
}

/** A picture passed its check, or a person has to look at it and its review waits meanwhile. */
export async function judgeReviewPicture(
  tx: Tx,
  { fileId, state }: { fileId: string; state: 'checking' | 'stored' },
): Promise<void> {
  const change =
    state === 'stored'
      ? sql`pictured = true`
      : sql`state = case when state = 'shown' then 'waiting' else state end,
          version = version + 1`
  await sql`
    update orders.review set ${change}
    where pictures @> array[${fileId}]::uuid[] or appended_pictures @> array[${fileId}]::uuid[]
    `.execute(tx)
}
