import type { FreightRule } from '@xietong/domain/catalog/freight'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface TemplateRow {
  readonly id: string
  readonly name: string
  readonly by: 'piece' | 'weight'
  readonly rules: FreightRule[]
  readonly version: number
}

const columns = sql`t.id, t.name, t.charged_by as by, t.rules, t.version`

export async function selectTemplates(
  reader: Reader,
  ids: readonly string[],
): Promise<TemplateRow[]> {
  const { rows } = await sql<TemplateRow>`
    select ${columns} from catalog.freight_templates t
    where t.id = any(${ids}::uuid[]) order by t.id`.execute(reader)
  return rows
}

export async function listTemplates(reader: Reader): Promise<(TemplateRow & { usedBy: number })[]> {
  const { rows } = await sql<TemplateRow & { usedBy: number }>`
    select ${columns},
           (select count(*) from catalog.listings l where l.freight_template_id = t.id)::int
             as "usedBy"
    from catalog.freight_templates t order by t.name limit 200`.execute(reader)
  return rows
}

type TemplateInput = Omit<TemplateRow, 'version'>

export async function insertTemplate(tx: Tx, template: TemplateInput): Promise<void> {
  await sql`
    insert into catalog.freight_templates (id, name, charged_by, rules, version)
    values (${template.id}, ${template.name}, ${template.by},
            ${JSON.stringify(template.rules)}::jsonb, 1)`.execute(tx)
}

export async function updateTemplate(
  tx: Tx,
  template: TemplateInput & { version: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update catalog.freight_templates
    set name = ${template.name}, charged_by = ${template.by},
        rules = ${JSON.stringify(template.rules)}::jsonb, version = version + 1
    where id = ${template.id} and version = ${template.version}`.execute(tx)
  return numAffectedRows === 1n
}

/**
 * Names of listings that charge by a template, at most five; the template's row is locked first.
 */
export async function lockTemplateUsers(tx: Tx, id: string): Promise<string[] | null> {
  const locked = await sql`
    select 1 from catalog.freight_templates where id = ${id} for update`.execute(tx)
  if (locked.rows.length === 0) {
    return null
  }
  const { rows } = await sql<{ name: string }>`
    select name from catalog.listings where freight_template_id = ${id}
    order by name limit 5`.execute(tx)
  return rows.map(({ name }) => name)
}

export async function deleteTemplate(tx: Tx, id: string): Promise<void> {
  await sql`delete from catalog.freight_templates where id = ${id}`.execute(tx)
}
