import { dispatch, KUNSHAN, openStore, paidOrder } from '../../../tests/rig/delivery'
import { changeDealer } from '../../../tests/rig/network'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop } from '../../../tests/rig/shop'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

test('the store’s tier-1 price at dispatch, shown for goods and frozen on the note', async () => {
  const shop = await createShop(rig, admin)
  await rig.db.query('update catalog.skus set retail_fen = 18800')
  const name = '昆山前进路店'
  const store = await openStore(rig, admin, { name, at: KUNSHAN, stock: 400, shop })
  const setDiscount = (discount: number) => changeDealer(rig, admin, store.dealerId, { discount })
  expect(await setDiscount(6_150)).toMatchObject({ ok: true })
  const price = async () => {
    const query = { dealerId: store.dealerId, retailFen: 18_800 }
    return (await rig.do(admin, 'channel.getPriceLadder', query)).rows[0]?.priceFen
  }
  expect(await price()).toBe(11_562)

  const sent = async () => {
    const { orderId } = await paidOrder(rig, shop)
    return (await dispatch(rig, admin, orderId, store)).noteId
  }
  const note = (noteId: string) => rig.do(admin, 'fulfilment.getNote', { noteId })
  const first = await sent()
  // Eight crabs at 188.00 × 61.50 % = 115.62 each.
  const frozen = await note(first)
  expect(frozen.goodsSettlementFen).toBe(8 * 11_562)

  await setDiscount(6_500)
  await rig.db.query('update catalog.skus set retail_fen = 20000')
  expect(await note(first)).toEqual(frozen)
  expect((await note(await sent())).goodsSettlementFen).toBe(8 * 13_000)
  expect(await note(first)).toEqual(frozen)
})
