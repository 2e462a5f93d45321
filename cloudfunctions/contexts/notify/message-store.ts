import type { Category, MessageApp } from '@xietong/domain/notify/templates'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

/** Whose messages: one reader in one client. */
export interface Owner {
  readonly app: MessageApp
  readonly subjectId: string
}

export interface NewMessage extends Owner {
  readonly id: string
  readonly eventId: string
  readonly category: Category
  readonly title: string
  readonly text: string
  readonly linkKind: string
  readonly linkId: string
  readonly at: Date
}

export async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) {
    return
  }
  const column = <Value>(read: (message: NewMessage) => Value) => messages.map(read)
  await sql`
    insert into notify.message
      (id, event_id, app, subject_id, category, title, text, link_kind, link_id, at)
    select * from unnest(
      ${column((one) => one.id)}::uuid[], ${column((one) => one.eventId)}::uuid[],
      ${column((one) => one.app)}::text[], ${column((one) => one.subjectId)}::uuid[],
      ${column((one) => one.category)}::text[], ${column((one) => one.title)}::text[],
      ${column((one) => one.text)}::text[], ${column((one) => one.linkKind)}::text[],
      ${column((one) => one.linkId)}::text[], ${column((one) => one.at)}::timestamptz[])
    on conflict (event_id, app, subject_id) do nothing`.execute(tx)
}

/** Whether the reader opened the in-app message of an event. */
export async function wasRead(
  reader: Reader,
  message: { eventId: string; app: string; subjectId: string },
): Promise<boolean> {
  const { rows } = await sql<{ read: boolean }>`
    select read_at is not null as read from notify.message
    where event_id = ${message.eventId} and app = ${message.app}
      and subject_id = ${message.subjectId}`.execute(reader)
  return rows[0]?.read ?? false
}

export interface MessageRow {
  id: string
  category: Category
  title: string
  text: string
  link_kind: string | null
  link_id: string | null
  at: Date
  read_at: Date | null
}

interface MessageList {
  readonly filter: { category?: Category | undefined; unread?: boolean | undefined }
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

export function listMessageRows(reader: Reader, owner: Owner, list: MessageList) {
  const { category, unread } = list.filter
  return listRows<MessageRow>(reader, {
    select: sql`id, category, title, text, link_kind, link_id, at, read_at`,
    from: sql`notify.message`,
    where: [
      sql`app = ${owner.app}`,
      sql`subject_id = ${owner.subjectId}`,
      category === undefined ? null : sql`category = ${category}`,
      unread === undefined ? null : unread ? sql`read_at is null` : sql`read_at is not null`,
    ],
    sorts: { '-at': { by: sql`at`, direction: 'desc', type: 'timestamptz' } },
    sort: '-at',
    key: sql`id`,
    page: list.page,
    size: list.size,
    after: list.after,
  })
}

export async function countUnreadRows(reader: Reader, owner: Owner): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::int as unread from notify.message
    where app = ${owner.app} and subject_id = ${owner.subjectId} and read_at is null`.execute(
    reader,
  )
  return rows[0]?.unread ?? 0
}

/** Answers false when there is no such message of this reader. */
export async function setRead(
  tx: Tx,
  owner: Owner,
  mark: { messageId: string; readAt: Date | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update notify.message
    set read_at = case when ${mark.readAt}::timestamptz is null then null
      else coalesce(read_at, ${mark.readAt}) end
    where id = ${mark.messageId} and app = ${owner.app}
      and subject_id = ${owner.subjectId}`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

export async function setAllRead(
  tx: Tx,
  owner: Owner,
  mark: { category: Category | undefined; readAt: Date },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update notify.message set read_at = ${mark.readAt}
    where app = ${owner.app} and subject_id = ${owner.subjectId} and read_at is null
      and (${mark.category ?? null}::text is null or category = ${mark.category ?? null})`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}
