import { randomUUID } from 'node:crypto'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { runCommand } from '../../runtime/run-command'
import {
  balancesOf,
  checkBooks,
  openDealerAccounts,
  type Posting,
  post,
  postAll,
  transactionsOf,
} from '.'

let rig: Rig
beforeAll(async () => {
  rig = await startRig({ wrongOnPurpose: true })
})
afterAll(() => rig.stop())

const stored = (ownerId: string) => ({ owner: 'dealer', ownerId, kind: 'stored-value' }) as const
const withdrawable = (ownerId: string) =>
  ({ owner: 'dealer', ownerId, kind: 'withdrawable' }) as const
const platform = { owner: 'platform', kind: 'top-up' } as const

function topUp(dealerId: string, amountFen: number, key?: string): Posting {
  return {
    kind: 'top-up',
    reference: { kind: 'dealer', id: dealerId },
    entries: [
      { account: stored(dealerId), amountFen },
      { account: platform, amountFen: -amountFen },
    ],
    ...(key ? { key } : {}),
  }
}

const posted = (...postings: Posting[]) =>
  runCommand(rig.deps, 'test.post', (ctx) => postAll(ctx, postings))

test('a transaction moves the balance and tells its story by document', async () => {
  const dealerId = randomUUID()
  await posted(topUp(dealerId, 1_000), topUp(dealerId, 500))
  expect(await balancesOf(rig.deps.db, dealerId)).toMatchObject({
    storedValueFen: 1_500,
    creditLimitFen: null,
    debtFen: null,
    withdrawableFen: 0,
  })
  const entries = await transactionsOf(rig.deps.db, { kind: 'dealer', id: dealerId })
  const own = entries.filter((entry) => entry.owner === 'dealer')
  expect(own.map((entry) => entry.balanceAfterFen)).toEqual([1_000, 1_500])
  expect(entries.reduce((sum, entry) => sum + entry.amountFen, 0)).toBe(0)
})

test('nothing is written when one of several would fall below its floor', async () => {
  const dealerId = randomUUID()
  const result = await posted(topUp(dealerId, 300), topUp(dealerId, -301))
  expect(result).toEqual({ ok: false, short: { account: stored(dealerId), missingFen: 1 } })
  expect((await balancesOf(rig.deps.db, dealerId)).storedValueFen).toBe(0)
})

test('withdrawable earnings may go below zero', async () => {
  const dealerId = randomUUID()
  const entries = [
    { account: withdrawable(dealerId), amountFen: -70 },
    { account: platform, amountFen: 70 },
  ]
  await posted({
    kind: 'earnings-deducted',
    reference: { kind: 'order', id: randomUUID() },
    entries,
  })
  expect((await balancesOf(rig.deps.db, dealerId)).withdrawableFen).toBe(-70)
})

test('the same key is posted once, however often and together', async () => {
  const dealerId = randomUUID()
  const same = topUp(dealerId, 800, `top-up:${dealerId}`)
  await posted(same)
  await posted(same)
  expect((await balancesOf(rig.deps.db, dealerId)).storedValueFen).toBe(800)
})

test('a first-tier dealer starts with stored value and credit at 0', async () => {
  const dealerId = randomUUID()
  await runCommand(rig.deps, 'test.open', (ctx) => openDealerAccounts(ctx, dealerId))
  expect(await balancesOf(rig.deps.db, dealerId)).toMatchObject({
    storedValueFen: 0,
    creditLimitFen: 0,
    debtFen: 0,
  })
})

test('a transaction that does not add up is refused before the database', async () => {
  const dealerId = randomUUID()
  const entries = [
    { account: stored(dealerId), amountFen: 5 },
    { account: platform, amountFen: -4 },
  ]
  const lame = { kind: 'top-up', reference: { kind: 'dealer', id: dealerId }, entries }
  await expect(runCommand(rig.deps, 'test.lame', (ctx) => post(ctx, lame))).rejects.toThrow(
    RangeError,
  )
})

describe('the database itself refuses', () => {
  const sqlOf = async (text: string, values: unknown[]) => {
    const outcome = await rig.db.query(text, values).catch((error: { code: string }) => error.code)
    return typeof outcome === 'string' ? outcome : 'written'
  }
  const insertPlatform = `
    with opened as (
      insert into ledger.transaction (id, kind, reference_kind, reference_id, created_at)
      values ($1, 'test', 'test', $1, now())
    )
    insert into ledger.entry (id, transaction_id, platform_kind, amount_fen, created_at)
    select gen_random_uuid(), $1, 'x', amount, now() from unnest($2::bigint[]) amount`

  test('entries that do not add up, and a transaction written in two statements', async () => {
    expect(await sqlOf(insertPlatform, [randomUUID(), [5, -4]])).toBe('23514')
    const id = randomUUID()
    expect(await sqlOf(insertPlatform, [id, [5, -5]])).toBe('written')
    const more = `insert into ledger.entry
        (id, transaction_id, platform_kind, amount_fen, created_at)
      select gen_random_uuid(), $1, 'x', amount, now() from unnest($2::bigint[]) amount`
    expect(await sqlOf(more, [id, [7, -7]])).toBe('23514')
  })

  test('an entry that does not continue the balance, and one below the floor', async () => {
    const dealerId = randomUUID()
    await posted(topUp(dealerId, 100))
    const insert = `
      with account as (
        update ledger.account set balance_fen = $3, last_seq = 2 where owner_id = $2 returning id
      ), opened as (
        insert into ledger.transaction (id, kind, reference_kind, reference_id, created_at)
        values ($1, 'test', 'test', $1, now())
      )
      insert into ledger.entry
        (id, transaction_id, account_id, seq, balance_after_fen, platform_kind, amount_fen,
         created_at)
      select gen_random_uuid(), $1, id, 2, $3, null, $4::bigint, now() from account
      union all select gen_random_uuid(), $1, null, null, null, 'x', -$4::bigint, now()`
    expect(await sqlOf(insert, [randomUUID(), dealerId, 140, 50])).toBe('23514')
    expect(await sqlOf(insert, [randomUUID(), dealerId, -20, -120])).toBe('23514')
    expect(await sqlOf(insert, [randomUUID(), dealerId, 150, 50])).toBe('written')
  })

  test('the application cannot change or delete what was posted', async () => {
    const { rows } = await rig.db.query<{ changes: boolean }>(`
      select bool_or(has_table_privilege('xietong_app', t, p)) as changes
      from unnest(array['ledger.transaction', 'ledger.entry']) t,
        unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p`)
    expect(rows[0]?.changes).toBe(false)
    const own = `select has_table_privilege('xietong_app', 'ledger.account', 'DELETE') as changes`
    expect((await rig.db.query<{ changes: boolean }>(own)).rows[0]?.changes).toBe(false)
  })
})

test('the books are in order, and the check finds a planted fault', async () => {
  expect(await checkBooks(rig.deps.db)).toEqual([])
  const dealerId = randomUUID()
  await posted(topUp(dealerId, 100))
  await rig.db.query('update ledger.account set balance_fen = 99 where owner_id = $1', [dealerId])
  expect(await checkBooks(rig.deps.db)).toEqual([{ rule: 'I2', id: expect.any(String) }])
})
