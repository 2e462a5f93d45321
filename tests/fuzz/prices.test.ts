import fc from 'fast-check'
import { quoteByLine } from '../mutants/quote-by-line'
import { createDealer } from '../rig/cast'
import { setPrices } from '../rig/network'
import { signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { createShop, type Shop, saveAddress } from '../rig/shop'
import { startVariant } from '../rig/variant'

/** No member pays less than a dealer: the discount of the one dealer there is. */
const FLOOR = 6_000
const RUNS = 40

interface Case {
  readonly retailFen: number
  readonly discount: number
  readonly quantities: readonly number[]
}

let rig: Rig
let admin: string
let shop: Shop
let member: { token: string; addressId: string }
let level: { levelId: string; discount: number }
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin, { stock: 100_000 })
  await createDealer(rig, admin, { name: '湖畔人家', tier: 1, discount: FLOOR })
  const { token } = await signInMember(rig)
  member = { token, addressId: await saveAddress(rig, token) }
  const { levelId } = await rig.do(admin, 'members.createLevel', { ...form, discount: 9_000 })
  level = { levelId, discount: 9_000 }
  const { rows } = await rig.do(admin, 'members.listMembers', { filter: {} })
  await rig.do(admin, 'members.setMemberLevel', {
    memberId: rows[0]?.id ?? '',
    levelId,
    reason: '试价',
  })
})
afterAll(() => rig.stop())

const form = {
  name: '金蟹',
  rank: 5,
  combine: 'any' as const,
  spendFen: 100,
  orderCount: null,
  inviteCount: null,
}

/** Half up, computed with whole numbers of any size, not with the product's own code. */
const share = (amount: number, basisPoints: number) =>
  Number((BigInt(amount) * BigInt(basisPoints) * 2n + 10_000n) / 20_000n)

/** Gives the level its discount; one that goes below the floor is refused and changes nothing. */
async function setDiscount(discount: number): Promise<string[]> {
  const { rows } = await rig.do(admin, 'members.listLevels', {})
  const version = rows.find((row) => row.id === level.levelId)?.version ?? 0
  const wish = { ...form, levelId: level.levelId, active: true, version, discount }
  const answer = await rig.call(admin, 'members.updateLevel', wish)
  level = { ...level, discount: answer.ok ? discount : level.discount }
  const expected = discount > FLOOR ? 'ok' : 'LEVEL_DISCOUNT_OUT_OF_RANGE'
  const told = answer.ok ? 'ok' : answer.code
  return told === expected ? [] : [`discount ${discount}: ${told}`]
}

type Call = Rig['call']
const wishOf = (quantity: number) => ({
  lines: [{ kind: 'package' as const, itemId: shop.packageId, quantity }],
  addressId: member.addressId,
})

/** Preview and order of one quantity; answers what is wrong and what the goods cost. */
async function tryQuantity(call: Call, one: Case, quantity: number) {
  const wish = wishOf(quantity)
  const quoted = await call(member.token, 'orders.quoteOrder', wish)
  if (!quoted.ok) {
    return { faults: [`quote ${quantity}: ${quoted.code}`], goodsFen: 0, totalFen: 0 }
  }
  const { goodsFen, totalFen, freightFen, savedFen } = quoted.value
  const unitFen = share(one.retailFen, level.discount)
  const faults = [
    ...(goodsFen === unitFen * quantity ? [] : [`${quantity} × ${unitFen} is not ${goodsFen}`]),
    ...(totalFen === goodsFen + (freightFen ?? 0) ? [] : ['the total does not add up']),
    ...(goodsFen + savedFen === one.retailFen * quantity ? [] : ['the saving does not add up']),
    ...(unitFen >= share(one.retailFen, FLOOR) ? [] : ['below the floor']),
  ]
  const terms = { ...wish, fromCart: false, remark: '' }
  const less = await call(member.token, 'orders.placeOrder', {
    ...terms,
    expectedTotalFen: totalFen + 1,
  })
  if (less.ok || less.code !== 'PRICE_CHANGED') {
    faults.push('another total than the preview was taken')
  }
  const placed = await call(member.token, 'orders.placeOrder', {
    ...terms,
    expectedTotalFen: totalFen,
  })
  if (!placed.ok) {
    return { faults: [...faults, `order ${quantity}: ${placed.code}`], goodsFen, totalFen }
  }
  const { orderId } = placed.value
  const { rows } = await rig.db.query(
    `select o.total_fen::int as total, o.goods_fen::int as goods, l.unit_fen::int as unit
    from orders.sales_order o join orders.order_line l on l.order_id = o.id where o.id = $1`,
    [orderId],
  )
  if (
    JSON.stringify(rows[0]) !== JSON.stringify({ total: totalFen, goods: goodsFen, unit: unitFen })
  ) {
    faults.push(`stored ${JSON.stringify(rows[0])}`)
  }
  await rig.do(member.token, 'orders.cancelOrder', { orderId, reason: '' })
  return { faults, goodsFen, totalFen }
}

async function faultsOf(call: Call, one: Case): Promise<string[]> {
  await rig.advance(61_000)
  await setPrices(rig, admin, shop, one.retailFen)
  const faults = await setDiscount(one.discount)
  let before = { goodsFen: 0, totalFen: 0 }
  for (const quantity of [...one.quantities].sort((a, b) => a - b)) {
    const now = await tryQuantity(call, one, quantity)
    faults.push(...now.faults)
    if (now.goodsFen < before.goodsFen || now.totalFen < before.totalFen) {
      faults.push(`${quantity} cost less than fewer`)
    }
    before = now
  }
  return faults
}

const anyCase = fc.record({
  retailFen: fc.integer({ min: 1, max: 10_000_000 }),
  discount: fc.oneof(
    fc.integer({ min: 1, max: 9_999 }),
    fc.integer({ min: FLOOR - 2, max: FLOOR + 2 }),
  ),
  quantities: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 2 }),
})

describe('D2 prices in the database', () => {
  test('grow with the quantity, never fall below the floor, and the preview is the order', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        expect(await faultsOf(rig.call, one)).toEqual([])
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  }, 120_000)

  test('a planted bug is caught: a preview that rounds the line instead of the unit', async () => {
    const real = rig.pipeline.handlers.get('orders.quoteOrder')
    if (!real) throw new Error('the handler is there')
    const variant = await startVariant(rig, [quoteByLine(real)])
    // 97 % of 50 fen is 48.5: two units are 98, two rounded together 97.
    const faults = await faultsOf(variant.call, {
      retailFen: 50,
      discount: 9_700,
      quantities: [2],
    })
    variant.stop()
    expect(faults).toContain('order 2: PRICE_CHANGED')
  })
})
