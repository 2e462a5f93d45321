import { CENTRAL_WAREHOUSE, reserve } from '../../cloudfunctions/contexts/stock'
import { reserveCheckedBeforeLock } from '../mutants/stock-reserve'
import { placePackage } from '../rig/buy'
import { signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { createShop, pay, saveAddress } from '../rig/shop'
import { sellOut, stockOf } from './stock-scenario'

let rig: Rig
beforeAll(async () => {
  rig = await startRig({ poolMax: 20, wrongOnPurpose: true })
})
afterAll(() => rig.stop())

const warehouseId = CENTRAL_WAREHOUSE

describe('A3 last item of stock', () => {
  test('500 buyers, 10 units, three rounds: exactly 10 hold stock', async () => {
    for (let round = 0; round < 3; round++) {
      const skuId = await stockOf(rig, warehouseId, 10)
      const sale = await sellOut(rig, reserve, { warehouseId, skuId, buyers: 500 })
      expect(sale).toEqual({ sold: 10, refused: 490, errors: 0, reserved: 10 })
    }
  })

  test('a planted bug is caught: checking before the lock ends in errors', async () => {
    const skuId = await stockOf(rig, warehouseId, 10)
    const sale = await sellOut(rig, reserveCheckedBeforeLock, { warehouseId, skuId, buyers: 500 })
    expect(sale.errors).toBeGreaterThan(0)
  })

  test('orders of the last boxes over HTTP hold stock until they close unpaid', async () => {
    const admin = await signInAdmin(rig)
    // A box holds four males and four females: 42 of each are ten boxes.
    const shop = await createShop(rig, admin, { stock: 42 })
    const buyers: { token: string; addressId: string }[] = []
    for (let index = 0; index < 5; index++) {
      const { token } = await signInMember(rig)
      buyers.push({ token, addressId: await saveAddress(rig, token) })
    }
    const line = [{ kind: 'package' as const, itemId: shop.packageId, quantity: 1 }]
    const [first] = buyers
    const { totalFen } = await rig.do(first?.token ?? '', 'orders.quoteOrder', {
      lines: line,
      addressId: first?.addressId ?? null,
    })
    const buy = ({ token, addressId }: { token: string; addressId: string }) =>
      rig.call(token, 'orders.placeOrder', {
        lines: line,
        addressId,
        expectedTotalFen: totalFen,
        fromCart: false,
        remark: '',
      })
    const crowd = Array.from({ length: 8 }, () => buyers).flat()
    const placed = await Promise.all(crowd.map(buy))
    const ok = placed.filter((answer) => answer.ok)
    expect(ok).toHaveLength(10)
    const codes = new Set(placed.flatMap((answer) => (answer.ok ? [] : [answer.code])))
    expect(
      [...codes].every((code) => ['INSUFFICIENT_STOCK', 'QUANTITY_OUT_OF_RANGE'].includes(code)),
    ).toBe(true)
    await rig.advance(31 * 60_000)
    await rig.tick()
    const { rows } = await rig.do(admin, 'stock.listBalances', {
      filter: { warehouseId, keyword: '阳澄湖' },
    })
    expect(rows.map(({ reserved, available }) => [reserved, available])).toEqual([
      [0, 42],
      [0, 42],
    ])
    const { token } = await signInMember(rig)
    const { orderId } = await placePackage(rig, token, shop)
    await pay(rig, token, orderId)
  })
})
