import { explaining } from '../../../tests/rig/plans'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { listAllCards } from './list-store'

const DEALER = '00000000-0000-7000-8000-000000000001'
const PRODUCT = '00000000-0000-7000-8000-0000000000a1'
const ROWS = 20_000

let rig: Rig
beforeAll(async () => {
  // The bulk of this test is rows without a story.
  rig = await startRig({ wrongOnPurpose: true })
  await fill()
})
afterAll(() => rig.stop())

/** E-cards of members, then printed cards of the platform, of dealers and of members. */
async function fill(): Promise<void> {
  await rig.db.query(
    `insert into cards.card (id, number, secret_hash, kind, state, product_id, name, member_id,
       holder_dealer_id, owner_dealer_id, dealer_id, enterprise, batch, vip, seq, created_at,
       received_at, activated_at, moved_at)
     select gen_random_uuid(), (100000000000 + n)::text, sha256(n::text::bytea),
       case when printed then 'physical' else 'electronic' end,
       case when held = 'member' then 'active' else 'inactive' end, $1,
       case when printed then '印刷卡 ' else '电子卡 ' end || n % 8,
       case when held = 'member' then gen_random_uuid() end,
       dealer, dealer, dealer, case when n % 50 = 0 then '太湖集团' end,
       case when printed then '首批' end, n % 40 = 0, 1, at, at, at, at
     from (select *,
         case when held = 'dealer' then overlay($2 placing lpad((n % 20)::text, 2, '0') from 35)::uuid end as dealer
     from (
       select n, n > $3 / 2 as printed, timestamptz '2026-09-01' + n * interval '1 minute' as at,
         case when n <= $3 / 2 or n % 5 = 0 then 'member' when n % 5 < 3 then 'dealer'
           else 'platform' end as held
       from generate_series(1, $3::int) n) drawn) dealt`,
    [PRODUCT, DEALER, ROWS],
  )
  await rig.db.query('vacuum analyze cards.card')
}

const filters = [
  {},
  { name: '印刷卡 3' },
  { kind: 'physical' },
  { kind: 'electronic' },
  { state: 'inactive' },
  { holder: 'platform' },
  { holder: 'dealer' },
  { holder: 'member' },
  { holderDealerId: DEALER },
  { ownerDealerId: DEALER },
  { batch: '首批' },
  { enterprise: '太湖集团' },
  { vip: true },
] as const
const sorts = ['-createdAt', 'createdAt', 'number', '-number'] as const

test('a page of cards by age or number is read from an index in every filter, nothing skipped or sorted', async () => {
  const walks: string[] = []
  for (const filter of filters) {
    for (const sort of sorts) {
      const { db, plans } = explaining(rig)
      await listAllCards(db, { filter, sort, page: 1, size: 20 }, null)
      const [, page = ''] = plans
      expect(page).toMatch(/Index/)
      if (/Seq Scan|Filter:|(?<!Incremental )Sort {2}/.test(page)) {
        walks.push(`${JSON.stringify(filter)} ${sort}\n${page}`)
      }
    }
  }
  expect(walks).toEqual([])
})
