import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface TemplateNode {
  readonly name: string
  readonly matter: string
  readonly handlerAccountId: string
  readonly durationHours: number
}
export interface TemplateRow {
  readonly id: string
  readonly name: string
  readonly note: string
  readonly nodes: readonly TemplateNode[]
  readonly on: boolean
  readonly version: number
  readonly createdAt: Date
}
const columns = sql`id, name, note, nodes, is_on as "on", version, created_at as "createdAt"`

export async function selectTemplates(reader: Reader): Promise<TemplateRow[]> {
  const { rows } = await sql<TemplateRow>`
    select ${columns} from tasks.template
    order by created_at desc, id desc limit 200`.execute(reader)
  return rows
}

export async function selectTemplate(reader: Reader, id: string): Promise<TemplateRow | null> {
  const { rows } = await sql<TemplateRow>`
    select ${columns} from tasks.template where id = ${id}`.execute(reader)
  return rows[0] ?? null
}

type Fields = Pick<TemplateRow, 'name' | 'note' | 'nodes' | 'on'>

/** False when another template has the name. */
export async function insertTemplate(
  tx: Tx,
  { id, now, fields }: { id: string; now: Date; fields: Fields },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into tasks.template (id, name, note, nodes, is_on, version, created_at)
    values (${id}, ${fields.name}, ${fields.note}, ${JSON.stringify(fields.nodes)}::jsonb,
      ${fields.on}, 1, ${now})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function lockTemplate(tx: Tx, id: string): Promise<TemplateRow | null> {
  const { rows } = await sql<TemplateRow>`
    select ${columns} from tasks.template where id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

/** False when another template has the name; the row is locked by the caller. */
export async function updateTemplateRow(tx: Tx, id: string, fields: Fields): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update tasks.template
    set name = ${fields.name}, note = ${fields.note},
      nodes = ${JSON.stringify(fields.nodes)}::jsonb, is_on = ${fields.on}, version = version + 1
    where id = ${id} and not exists (
      select 1 from tasks.template where name = ${fields.name} and id <> ${id})`.execute(tx)
  return numAffectedRows === 1n
}
