import { createTestDatabase, type TestDatabase } from '../rig/database'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** What everybody, or one of the platform's own API roles, may do with our schemas and tables. */
async function open(): Promise<string[]> {
  const { rows } = await database.owner.query<{ what: string }>(`
    select n.nspname || ' ' || a.privilege_type as what
    from pg_namespace n, lateral aclexplode(n.nspacl) a
    where n.nspname !~ '^(pg_|information_schema|public)'
      and (a.grantee = 0 or a.grantee::regrole::text in ('anon', 'authenticated'))
    union all
    select n.nspname || '.' || c.relname || ' ' || a.privilege_type
    from pg_class c join pg_namespace n on n.oid = c.relnamespace, lateral aclexplode(c.relacl) a
    where n.nspname !~ '^(pg_|information_schema)'
      and (a.grantee = 0 or a.grantee::regrole::text in ('anon', 'authenticated'))`)
  return rows.map(({ what }) => what).sort()
}

describe('L1 the database opens nothing to everybody', () => {
  test('neither PUBLIC nor anon nor authenticated holds a right on a schema or table', async () => {
    expect(await open()).toEqual([])
  })

  test('the role of the application owns nothing and is no superuser', async () => {
    const { rows } = await database.owner.query(`
      select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls,
        (select count(*)::int from pg_class c where c.relowner = r.oid) as owned
      from pg_roles r where rolname = 'xietong_app'`)
    expect(rows).toEqual([
      { rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false, owned: 0 },
    ])
  })

  test('a planted grant is seen', async () => {
    await database.owner.query('grant select on members.member to public')
    expect(await open()).toEqual(['members.member SELECT'])
    await database.owner.query('revoke select on members.member from public')
  })
})
