import type pg from 'pg'
import { createDealer } from '../rig/cast'
import { changeDealer } from '../rig/network'
import { signInAdmin } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'

// A10: two clerks, each right by what they read, must not break the ladder together.
const PAIRS = 40

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig({ poolMax: 20 })
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

interface Pair {
  readonly parentId: string
  readonly childId: string
}

async function newPair(place: number): Promise<Pair> {
  const parent = { name: `一级 ${place}`, tier: 1, discount: 6_000 } as const
  const parentId = (await createDealer(rig, admin, parent)).dealerId
  const child = { name: `二级 ${place}`, tier: 2, parentId, discount: 7_000 } as const
  return { parentId, childId: (await createDealer(rig, admin, child)).dealerId }
}

async function crossed(pairs: readonly Pair[]): Promise<number> {
  const { rows } = await rig.db.query<{ total: number }>(
    `select count(*)::int as total from channel.dealer c join channel.dealer p on p.id = c.parent_id
     where c.id = any($1) and c.discount <= p.discount`,
    [pairs.map(({ childId }) => childId)],
  )
  return rows[0]?.total ?? 0
}

async function newPairs(): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (let place = 0; place < PAIRS; place++) {
    pairs.push(await newPair(place))
  }
  return pairs
}

describe('A10 the parent goes up while the child goes down', () => {
  test('40 pairs: one of the two is refused, the ladder stands', async () => {
    const pairs = await newPairs()
    for (const { parentId, childId } of pairs) {
      const answers = await Promise.all([
        changeDealer(rig, admin, parentId, { discount: 6_800 }),
        changeDealer(rig, admin, childId, { discount: 6_500 }),
      ])
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'DISCOUNT_OUT_OF_RANGE' })
    }
    expect(await crossed(pairs)).toBe(0)
  })

  test('a planted bug is caught: each checks without the ladder lock', async () => {
    const pairs = await newPairs()
    for (const pair of pairs.slice(0, 5)) {
      await withoutLock(pair)
    }
    expect(await crossed(pairs)).toBeGreaterThan(0)
  })
})

/** Both clerks read, then both write what was right when they read. */
async function withoutLock({ parentId, childId }: Pair): Promise<void> {
  const [first, second] = [await rig.db.connect(), await rig.db.connect()]
  try {
    await Promise.all([first.query('begin'), second.query('begin')])
    const [child, parent] = [await discountOf(first, childId), await discountOf(second, parentId)]
    await Promise.all([
      child > 6_800 ? setDiscount(first, parentId, 6_800) : null,
      parent < 6_500 ? setDiscount(second, childId, 6_500) : null,
    ])
    await Promise.all([first.query('commit'), second.query('commit')])
  } finally {
    first.release()
    second.release()
  }
}

async function discountOf(client: pg.PoolClient, id: string): Promise<number> {
  const { rows } = await client.query<{ discount: number }>(
    'select discount from channel.dealer where id = $1',
    [id],
  )
  return rows[0]?.discount ?? 0
}

const setDiscount = (client: pg.PoolClient, id: string, discount: number) =>
  client.query('update channel.dealer set discount = $2 where id = $1', [id, discount])
