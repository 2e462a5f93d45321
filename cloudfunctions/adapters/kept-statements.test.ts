import { sql } from 'kysely'
import { createTestDatabase } from '../../tests/rig/database'
import { statementNames } from './kept-statements'
import { openPostgres } from './postgres'

test('a text is named from its second use on, control statements never', () => {
  const nameOf = statementNames()
  expect(nameOf('select 1')).toBeUndefined()
  const name = nameOf('select 1')
  expect(name).toMatch(/^kept_/)
  expect(nameOf('select 1')).toBe(name)
  for (const text of ['begin', 'begin', 'commit', 'commit', 'rollback', 'rollback']) {
    expect(nameOf(text)).toBeUndefined()
  }
})

test('the number of kept statements is bounded', () => {
  const nameOf = statementNames()
  const named = Array.from({ length: 3_000 }, (_, n) => {
    nameOf(`select ${n}`)
    return nameOf(`select ${n}`)
  })
  expect(new Set(named.filter(Boolean)).size).toBe(500)
})

describe.each([
  { direct: true, kept: 1 },
  { direct: false, kept: 0 },
])('with direct $direct', ({ direct, kept }) => {
  test(`the server keeps ${kept} statements of a text used three times`, async () => {
    const database = await createTestDatabase()
    const { db, close } = openPostgres({ url: database.url, max: 1, direct })
    try {
      for (const wanted of [1, 2, 3]) {
        const { rows } = await sql<{ n: number }>`select ${wanted}::int as n`.execute(db)
        expect(rows).toEqual([{ n: wanted }])
      }
      const { rows } = await sql<{ name: string }>`
        select name from pg_prepared_statements`.execute(db)
      expect(rows).toHaveLength(kept)
    } finally {
      await close()
      await database.drop()
    }
  })
})
