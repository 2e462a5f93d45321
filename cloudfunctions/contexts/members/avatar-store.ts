import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export async function updateNickname(tx: Tx, id: string, nickname: string): Promise<void> {
  await sql`update members.member set nickname = ${nickname} where id = ${id}`.execute(tx)
}

/** Shown at once when its check is answered, later otherwise; null takes the avatar away. */
export async function updateAvatar(
  tx: Tx,
  id: string,
  { wanted, shown }: { wanted: string | null; shown: boolean },
): Promise<void> {
  const now = shown || wanted === null
  await sql`
    update members.member set avatar = case when ${now} then ${wanted}::uuid else avatar end,
      avatar_wanted = case when ${now} then null else ${wanted}::uuid end
    where id = ${id}`.execute(tx)
}

export async function selectWantedAvatar(reader: Reader, id: string): Promise<string | null> {
  const { rows } = await sql<{ wanted: string | null }>`
    select avatar_wanted as wanted from members.member where id = ${id}`.execute(reader)
  return rows[0]?.wanted ?? null
}

/** The avatar that waited for this file's check is shown. */
export async function showAvatar(tx: Tx, fileId: string): Promise<void> {
  await sql`
    update members.member set avatar = avatar_wanted, avatar_wanted = null
    where avatar_wanted = ${fileId}`.execute(tx)
}
