import pg from 'pg'
import { readConfig } from './config'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** The database answers, is new enough, and the role that the application runs as exists. */
async function databaseProblems(url: string, role: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; member: boolean | null }>(
      `select current_setting('server_version_num')::int as version,
        (select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = $1)
          as member`,
      [role],
    )
    const found = rows[0]
    return [
      ...(found && found.version < 150_000 ? ['PostgreSQL is older than 15'] : []),
      ...(found?.member === null
        ? [`role ${role} does not exist yet: run the migrations first`]
        : []),
      ...(found?.member === false ? [`the login is not a member of ${role}`] : []),
    ]
  } catch (error) {
    return [`database does not answer: ${(error as Error).message}`]
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Before a deployment: names everything that is missing or wrong, never a value. */
async function main(): Promise<void> {
  const result = readConfig(process.env)
  const problems = result.ok
    ? await databaseProblems(result.config.DATABASE_URL, result.config.DATABASE_ROLE)
    : result.problems.map(({ name, problem }) => `${name} ${problem}`)
  if (problems.length === 0) {
    say('configuration and database are ready')
    return
  }
  say('not ready to deploy:')
  for (const problem of problems) {
    say(`  - ${problem}`)
  }
  process.exitCode = 1
}

void main()
