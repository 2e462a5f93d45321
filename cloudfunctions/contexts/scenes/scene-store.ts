import type { ConditionValues } from '@xietong/domain/scenes/conditions'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface SceneRow {
  readonly id: string
  readonly name: string
  readonly baseCode: string
  readonly conditions: ConditionValues
  readonly title: string
  readonly matter: string
  readonly priority: 'low' | 'medium' | 'high' | 'urgent'
  readonly durationHours: number
  readonly deliverAt: string
  readonly handlerAccountId: string | null
  readonly followerAccountIds: string[]
  readonly repeatDays: number
  readonly on: boolean
  readonly createdBy: string
}
const columns = sql`s.id, s.name, s.base_code as "baseCode", s.conditions, s.title, s.matter,
  s.priority, s.duration_hours as "durationHours", s.deliver_at as "deliverAt",
  s.handler_account_id as "handlerAccountId",
  s.follower_account_ids::text[] as "followerAccountIds", s.repeat_days as "repeatDays",
  s.switched_on as "on", s.created_by as "createdBy"`

export interface SceneListRow extends SceneRow {
  readonly lastRunAt: Date | null
  readonly lastMatches: number | null
}

export async function selectScenes(reader: Reader): Promise<SceneListRow[]> {
  const { rows } = await sql<SceneListRow>`
    select ${columns}, last.started_at as "lastRunAt", last.matches as "lastMatches"
    from scenes.scene s
    left join lateral (select r.started_at, r.matches from scenes.run r
      where r.scene_id = s.id order by r.planned_at desc limit 1) last on true
    order by s.created_at desc, s.id limit 200`.execute(reader)
  return rows
}

/** Scenes that are on and existed at the planned moment. */
export async function selectScenesToRun(
  reader: Reader,
  baseCodes: readonly string[],
  plannedAt: Date,
): Promise<SceneRow[]> {
  const { rows } = await sql<SceneRow>`
    select ${columns} from scenes.scene s
    where s.switched_on and s.base_code = any(${baseCodes}::text[])
      and s.created_at <= ${plannedAt}
    order by s.created_at, s.id`.execute(reader)
  return rows
}

export async function insertScene(
  tx: Tx,
  scene: Omit<SceneRow, 'on'> & { now: Date },
): Promise<void> {
  await sql`
    insert into scenes.scene (id, name, base_code, conditions, title, matter, priority,
      duration_hours, deliver_at, handler_account_id, follower_account_ids, repeat_days,
      switched_on, created_by, created_at)
    values (${scene.id}, ${scene.name}, ${scene.baseCode},
      ${JSON.stringify(scene.conditions)}::jsonb, ${scene.title}, ${scene.matter},
      ${scene.priority}, ${scene.durationHours}, ${scene.deliverAt}, ${scene.handlerAccountId},
      ${scene.followerAccountIds}::uuid[], ${scene.repeatDays}, true, ${scene.createdBy},
      ${scene.now})`.execute(tx)
}

export async function updateSwitch(
  tx: Tx,
  id: string,
  on: boolean,
): Promise<{ name: string } | null> {
  const { rows } = await sql<{ name: string }>`
    update scenes.scene set switched_on = ${on} where id = ${id} returning name`.execute(tx)
  return rows[0] ?? null
}
