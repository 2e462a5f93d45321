import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export type AgreementKind = 'registration' | 'service' | 'privacy'

export interface StoredSettings {
  readonly version: number
  readonly values: unknown
}

export async function selectSettings(reader: Reader): Promise<StoredSettings> {
  const { rows } = await sql<StoredSettings>`
    select version, values_json as values from settings.current where id = 1`.execute(reader)
  const row = rows[0]
  if (!row) {
    throw new Error('settings.current has no row')
  }
  return row
}

/** Saves when nobody else saved since `version`; false otherwise. */
export async function updateSettingsRow(
  tx: Tx,
  change: { version: number; values: unknown; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update settings.current
    set version = version + 1, values_json = ${JSON.stringify(change.values)}::jsonb,
        updated_at = ${change.now}
    where id = 1 and version = ${change.version}`.execute(tx)
  return numAffectedRows === 1n
}

export interface AgreementRow {
  readonly kind: AgreementKind
  readonly title: string
  readonly version: number
  readonly html: string
  readonly published_at: Date
}

/** The newest version of each kind, or of one kind. */
export async function selectAgreements(
  reader: Reader,
  kind: AgreementKind | null,
): Promise<AgreementRow[]> {
  const { rows } = await sql<AgreementRow>`
    select distinct on (kind) kind, title, version, html, published_at
    from settings.agreements
    where ${kind}::text is null or kind = ${kind}
    order by kind, version desc`.execute(reader)
  return rows
}

/** Serialises publishing: two clerks at once get two versions, not one number twice. */
export async function lockSettings(tx: Tx): Promise<void> {
  await sql`select 1 from settings.current where id = 1 for update`.execute(tx)
}

export async function insertAgreement(
  tx: Tx,
  agreement: { id: string; kind: AgreementKind; title: string; html: string; now: Date },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into settings.agreements (id, kind, version, title, html, published_at)
    select ${agreement.id}, ${agreement.kind}, coalesce(max(version), 0) + 1, ${agreement.title},
           ${agreement.html}, ${agreement.now}
    from settings.agreements where kind = ${agreement.kind}
    returning version`.execute(tx)
  return rows[0]?.version ?? 0
}
