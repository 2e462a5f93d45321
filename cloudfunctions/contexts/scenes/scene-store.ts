import type { ConditionValues } from '@xietong/domain/scenes/conditions'
import type { DeliveryTiming } from '@xietong/domain/tasks/delivery-timing'
import type { Escalation } from '@xietong/domain/tasks/reminders'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'

export interface SceneFields {
  readonly name: string
  readonly baseCode: string
  readonly conditions: ConditionValues
  readonly title: string
  readonly matter: string
  readonly priority: 'low' | 'medium' | 'high' | 'urgent'
  readonly durationHours: number
  readonly durationUnit: 'hour' | 'day'
  readonly deliverAt: string
  readonly timing: DeliveryTiming
  readonly businessType: string | null
  readonly escalation: Escalation | null
  readonly handlerAccountId: string | null
  readonly followerAccountIds: string[]
  readonly repeatDays: number
}
export interface SceneRow extends SceneFields {
  readonly id: string
  readonly on: boolean
  readonly createdBy: string
  readonly version: number
}
const columns = sql`s.id, s.name, s.base_code as "baseCode", s.conditions, s.title, s.matter,
  s.priority, s.duration_hours as "durationHours", s.duration_unit as "durationUnit",
  s.deliver_at as "deliverAt", s.timing, s.business_type as "businessType", s.escalation,
  s.handler_account_id as "handlerAccountId",
  s.follower_account_ids::text[] as "followerAccountIds", s.repeat_days as "repeatDays",
  s.switched_on as "on", s.created_by as "createdBy", s.version`

export interface SceneListRow extends SceneRow {
  readonly lastRunAt: Date | null
  readonly lastMatches: number | null
  readonly lastError: string | null
}
interface SceneList {
  readonly filter: {
    readonly keyword?: string | undefined
    readonly baseCode?: string | undefined
    /** A scene without a type of its own has that of its base scene. */
    readonly type?: { readonly name: string; readonly codes: readonly string[] } | undefined
    readonly creatorId?: string | undefined
    readonly on?: boolean | undefined
  }
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

export function listSceneRows(reader: Reader, { filter, ...page }: SceneList) {
  const { keyword, baseCode, type, creatorId, on } = filter
  const like = keyword === undefined ? null : `%${keyword.replace(/[\\%_]/g, '\\$&')}%`
  const byCreation = { by: sql`s.created_at`, type: 'timestamptz' }
  return listRows<SceneListRow>(reader, {
    select: sql`${columns}, last.started_at as "lastRunAt", last.matches as "lastMatches",
      last.error as "lastError"`,
    from: sql`scenes.scene s
      left join lateral (select r.started_at, r.matches, r.error from scenes.run r
        where r.scene_id = s.id order by r.planned_at desc limit 1) last on true`,
    where: [
      sql`s.deleted_at is null`,
      like === null ? null : sql`s.name ilike ${like}`,
      baseCode === undefined ? null : sql`s.base_code = ${baseCode}`,
      type
        ? sql`(s.business_type = ${type.name}
            or (s.business_type is null and s.base_code = any(${type.codes}::text[])))`
        : null,
      creatorId === undefined ? null : sql`s.created_by = ${creatorId}`,
      on === undefined ? null : sql`s.switched_on = ${on}`,
    ],
    sorts: {
      '-createdAt': { ...byCreation, direction: 'desc' },
      createdAt: { ...byCreation, direction: 'asc' },
    },
    key: sql`s.id`,
    ...page,
  })
}

export async function selectScene(reader: Reader, id: string): Promise<SceneRow | null> {
  const { rows } = await sql<SceneRow>`
    select ${columns} from scenes.scene s
    where s.id = ${id} and s.deleted_at is null`.execute(reader)
  return rows[0] ?? null
}

export async function lockScene(tx: Tx, id: string): Promise<SceneRow | null> {
  const { rows } = await sql<SceneRow>`
    select ${columns} from scenes.scene s
    where s.id = ${id} and s.deleted_at is null for update`.execute(tx)
  return rows[0] ?? null
}

/** Scenes that are on and existed at the planned moment. */
export async function selectScenesToRun(
  reader: Reader,
  baseCodes: readonly string[],
  plannedAt: Date,
): Promise<SceneRow[]> {
  const { rows } = await sql<SceneRow>`
    select ${columns} from scenes.scene s
    where s.switched_on and s.deleted_at is null and s.base_code = any(${baseCodes}::text[])
      and s.created_at <= ${plannedAt}
    order by s.created_at, s.id`.execute(reader)
  return rows
}

const asJson = (value: unknown) => (value === null ? null : JSON.stringify(value))

export async function insertScene(
  tx: Tx,
  scene: SceneFields & { id: string; createdBy: string; now: Date; on: boolean },
): Promise<void> {
  await sql`
    insert into scenes.scene (id, name, base_code, conditions, title, matter, priority,
      duration_hours, duration_unit, deliver_at, timing, business_type, escalation,
      handler_account_id, follower_account_ids, repeat_days, switched_on, created_by, created_at)
    values (${scene.id}, ${scene.name}, ${scene.baseCode},
      ${JSON.stringify(scene.conditions)}::jsonb, ${scene.title}, ${scene.matter},
      ${scene.priority}, ${scene.durationHours}, ${scene.durationUnit}, ${scene.deliverAt},
      ${JSON.stringify(scene.timing)}::jsonb, ${scene.businessType},
      ${asJson(scene.escalation)}::jsonb, ${scene.handlerAccountId},
      ${scene.followerAccountIds}::uuid[], ${scene.repeatDays}, ${scene.on}, ${scene.createdBy},
      ${scene.now})`.execute(tx)
}

export async function updateSceneRow(tx: Tx, id: string, scene: SceneFields): Promise<void> {
  await sql`
    update scenes.scene set name = ${scene.name}, base_code = ${scene.baseCode},
      conditions = ${JSON.stringify(scene.conditions)}::jsonb, title = ${scene.title},
      matter = ${scene.matter}, priority = ${scene.priority},
      duration_hours = ${scene.durationHours}, duration_unit = ${scene.durationUnit},
      deliver_at = ${scene.deliverAt}, timing = ${JSON.stringify(scene.timing)}::jsonb,
      business_type = ${scene.businessType}, escalation = ${asJson(scene.escalation)}::jsonb,
      handler_account_id = ${scene.handlerAccountId},
      follower_account_ids = ${scene.followerAccountIds}::uuid[],
      repeat_days = ${scene.repeatDays}, version = version + 1
    where id = ${id}`.execute(tx)
}

export async function removeScene(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`
    update scenes.scene set deleted_at = ${now}, switched_on = false where id = ${id}`.execute(tx)
}

export async function updateSwitch(tx: Tx, id: string, on: boolean): Promise<void> {
  await sql`
    update scenes.scene set switched_on = ${on}, version = version + 1 where id = ${id}`.execute(tx)
}
