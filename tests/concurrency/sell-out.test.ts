import { randomUUID } from 'node:crypto'
import { crowdOfMembers } from '../rig/crowd'
import { patiently } from '../rig/patient'
import { signInAdmin } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { type SecondProcess, startSecondProcess } from '../rig/second-process'
import { createShop, type Shop } from '../rig/shop'

const BUYERS = 500
const UNITS = 10

let rig: Rig
let second: SecondProcess
let buyers: { token: string; addressId: string }[]
let admin: string
beforeAll(async () => {
  rig = await startRig({ poolMax: 20 })
  admin = await signInAdmin(rig)
  buyers = await crowdOfMembers(rig, BUYERS)
  second = await startSecondProcess(rig)
})
afterAll(async () => {
  second.stop()
  await rig.stop()
})

type Kind = 'package' | 'e-card'

/** Everybody orders one at the same moment, half of them at each process. */
async function sale(shop: Shop, kind: Kind): Promise<Record<string, number>> {
  const itemId = kind === 'package' ? shop.packageId : shop.cardProductId
  const lines = [{ kind, itemId, quantity: 1 }]
  const quoteFor = buyers[0]
  const { totalFen } = await rig.do(quoteFor?.token ?? '', 'orders.quoteOrder', {
    lines,
    addressId: quoteFor?.addressId ?? null,
  })
  const answers = await Promise.all(
    buyers.map(({ token, addressId }, index) =>
      patiently(index % 2 === 0 ? rig.call : second.call)(token, 'orders.placeOrder', {
        lines,
        addressId,
        expectedTotalFen: totalFen,
        fromCart: false,
        remark: '',
        requestId: randomUUID(),
      }),
    ),
  )
  const counts: Record<string, number> = {}
  for (const answer of answers) {
    const word = answer.ok ? 'sold' : answer.code
    counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}

const unitsLeft = async (kind: Kind, itemId: string) =>
  (await rig.do(null, 'orders.getShopItem', { kind, itemId })).stock

describe('A3 five hundred buyers over two processes', () => {
  test('of ten boxes exactly ten are sold; when they are not paid all come back', async () => {
    const shop = await createShop(rig, admin, { stock: UNITS * 4 })
    expect(await sale(shop, 'package')).toEqual({
      sold: UNITS,
      INSUFFICIENT_STOCK: BUYERS - UNITS,
    })
    expect((await unitsLeft('package', shop.packageId)).soldOut).toBe(true)
    const held = await rig.db.query<{ orders: number }>(
      'select count(distinct document_id)::int as orders from stock.reservations where sku_id = $1',
      [shop.maleSku],
    )
    expect(held.rows).toEqual([{ orders: UNITS }])
    await rig.advance(31 * 60_000)
    await rig.tick()
    await second.follow()
    admin = await signInAdmin(rig)
    const { rows } = await rig.db.query(
      'select reserved, on_hand from stock.balances where sku_id = $1',
      [shop.maleSku],
    )
    expect(rows).toEqual([{ reserved: 0, on_hand: UNITS * 4 }])
  })

  test('of a card product limited to ten exactly ten are sold', async () => {
    const shop = await createShop(rig, admin, { quota: UNITS })
    expect(await sale(shop, 'e-card')).toEqual({
      sold: UNITS,
      INSUFFICIENT_STOCK: BUYERS - UNITS,
    })
    expect((await unitsLeft('e-card', shop.cardProductId)).soldOut).toBe(true)
  })
})
