import { createTestDatabase, type TestDatabase } from '../rig/database'

/** Facts are added, never edited: what each table is the record of. */
const FACTS = [
  'identity.audit_entry',
  'ledger.transaction',
  'ledger.entry',
  'stock.movements',
  'cards.card_event',
  'orders.history',
  'notify.event',
  'members.acceptance',
  'fulfilment.dispatches',
  'fulfilment.parcel_lines',
  'sales.assignment',
  'tasks.history',
  'settings.agreements',
]

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function privileges(table: string): Promise<string[]> {
  const { rows } = await database.owner.query<{ privilege: string }>(
    `select p as privilege from unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p
     where has_table_privilege('xietong_app', $1, p)
       or (p = 'UPDATE' and has_any_column_privilege('xietong_app', $1, 'UPDATE'))`,
    [table],
  )
  return rows.map(({ privilege }) => privilege)
}

describe('facts (K3)', () => {
  test.each(FACTS.map((table) => [table]))(
    'the application cannot change or remove %s',
    async (table) => {
      expect(await privileges(table)).toEqual([])
    },
  )

  test('the check can fail: with a right planted, it is seen', async () => {
    await database.owner.query('grant update on orders.history to xietong_app')
    expect(await privileges('orders.history')).toEqual(['UPDATE'])
    await database.owner.query('revoke update on orders.history from xietong_app')
  })

  test('the application role cannot change an entry even when it tries', async () => {
    const client = await database.owner.connect()
    try {
      await client.query('set role xietong_app')
      await expect(client.query('update ledger.entry set amount_fen = 0')).rejects.toMatchObject({
        code: '42501',
      })
      await expect(client.query('delete from identity.audit_entry')).rejects.toMatchObject({
        code: '42501',
      })
    } finally {
      await client.query('reset role')
      client.release()
    }
  })

  test('nobody else has a right on any table of ours', async () => {
    const { rows } = await database.owner.query(
      `select n.nspname || '.' || c.relname as name, a.grantee::regrole::text as grantee
       from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
       where n.nspname not in ('pg_catalog', 'information_schema', 'public')
         and a.grantee not in ('xietong_app'::regrole, c.relowner)`,
    )
    expect(rows).toEqual([])
  })
})
