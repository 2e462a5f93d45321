import {
  currentSettings,
  type SubscriptionSetting,
} from '@xietong/domain/notify/subscription-settings'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

interface SavedSetting extends SubscriptionSetting {
  readonly version: number
}

export async function savedSettings(reader: Reader): Promise<SavedSetting[]> {
  const { rows } = await sql<SavedSetting>`
    select event_code as "eventCode", app, template_id as "templateId", page, fields, version
    from notify.subscription_setting`.execute(reader)
  return rows
}

/** How every event is told by subscription message now. */
export async function subscriptionSettings(
  reader: Reader,
): Promise<ReadonlyMap<string, SubscriptionSetting>> {
  return currentSettings(await savedSettings(reader))
}

/** Saves over the version that the editor saw (0 = the usual setting); null when it is newer. */
export async function saveSetting(
  tx: Tx,
  setting: SubscriptionSetting,
  { version, now }: { version: number; now: Date },
): Promise<number | null> {
  const { eventCode, app, templateId, page } = setting
  const fields = JSON.stringify(setting.fields)
  const { rows } = await (version === 0
    ? sql<{ version: number }>`
        insert into notify.subscription_setting
          (event_code, app, template_id, page, fields, version, updated_at)
        values (${eventCode}, ${app}, ${templateId}, ${page}, ${fields}::jsonb, 1, ${now})
        on conflict do nothing returning version`
    : sql<{ version: number }>`
        update notify.subscription_setting
        set template_id = ${templateId}, page = ${page}, fields = ${fields}::jsonb,
          version = version + 1, updated_at = ${now}
        where event_code = ${eventCode} and app = ${app} and version = ${version}
        returning version`
  ).execute(tx)
  return rows[0]?.version ?? null
}

export interface TemplateCount {
  readonly templateId: string
  readonly accepted: number
  readonly rejected: number
  readonly banned: number
}

/** What people answered, by template. */
export async function countConsents(reader: Reader): Promise<ReadonlyMap<string, TemplateCount>> {
  const { rows } = await sql<TemplateCount>`
    select template_id as "templateId", sum(accepted)::int as accepted,
      sum(rejected)::int as rejected, sum(banned_times)::int as banned
    from notify.consent group by template_id`.execute(reader)
  return new Map(rows.map((row) => [row.templateId, row]))
}

export async function faultyTemplates(reader: Reader): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ templateId: string; error: string }>`
    select template_id as "templateId", error from notify.template_fault`.execute(reader)
  return new Map(rows.map((row) => [row.templateId, row.error]))
}

/** A setting that WeChat has just confirmed is no longer faulty. */
export async function forgetFault(tx: Tx, templateId: string): Promise<void> {
  await sql`delete from notify.template_fault where template_id = ${templateId}`.execute(tx)
}
