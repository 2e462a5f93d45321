import { sql } from 'kysely'
import type { Reader, Tx } from '../../runtime/database'

export interface ProjectRow {
  readonly id: string
  readonly name: string
  readonly builtIn: boolean
  readonly version: number
}

/** Projects with the open tasks that an account may see. */
export async function selectProjects(
  reader: Reader,
  accountId: string,
): Promise<(ProjectRow & { openTasks: number })[]> {
  const { rows } = await sql<ProjectRow & { openTasks: number }>`
    select p.id, p.name, p.built_in as "builtIn", p.version,
      (select count(*)::int from tasks.task t
        join tasks.participant who on who.task_id = t.id and who.account_id = ${accountId}
        where t.project_id = p.id and t.state = 'running') as "openTasks"
    from tasks.project p order by p.built_in desc, p.created_at, p.id limit 200`.execute(reader)
  return rows
}

export async function lockProject(tx: Tx, id: string): Promise<ProjectRow | null> {
  const { rows } = await sql<ProjectRow>`
    select id, name, built_in as "builtIn", version
    from tasks.project where id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export async function insertProject(
  tx: Tx,
  project: { id: string; name: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into tasks.project (id, name, built_in, created_at)
    values (${project.id}, ${project.name}, false, ${project.now})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** False when another project has the name. */
export async function updateProjectName(tx: Tx, id: string, name: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update tasks.project set name = ${name}, version = version + 1
    where id = ${id}
      and not exists (select 1 from tasks.project where name = ${name} and id <> ${id})`.execute(tx)
  return numAffectedRows === 1n
}

/** False when tasks lie in it, also finished ones. */
export async function removeProject(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from tasks.project p where p.id = ${id}
      and not exists (select 1 from tasks.task t where t.project_id = p.id)`.execute(tx)
  return numAffectedRows === 1n
}

export async function selectBuiltInProject(reader: Reader): Promise<ProjectRow> {
  const { rows } = await sql<ProjectRow>`
    select id, name, built_in as "builtIn", version from tasks.project where built_in`.execute(
    reader,
  )
  const project = rows[0]
  if (!project) {
    throw new Error('the built-in project is missing')
  }
  return project
}
