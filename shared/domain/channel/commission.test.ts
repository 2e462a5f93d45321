import fc from 'fast-check'
import { atBasisPoints, type Fen, fen } from '../kernel/money'
import { type ChainLink, keptShare, splitLine, type Tier, withinRewardDepth } from './commission'

const yuan = (value: string): Fen => fen(Math.round(Number(value) * 100))

function chain(
  discounts: Partial<Record<Tier, number>>,
  silent: readonly Tier[] = [],
): ChainLink[] {
  return ([1, 2, 3] as const).flatMap((tier) => {
    const discount = discounts[tier]
    return discount === undefined
      ? []
      : [{ dealerId: `tier-${tier}`, tier, discount, earns: !silent.includes(tier) }]
  })
}

const amounts = (links: ChainLink[], line: Parameters<typeof splitLine>[1]) =>
  Object.fromEntries(
    splitLine(links, line).shares.map((share) => [share.tier, (share.amountFen / 100).toFixed(2)]),
  )

describe('online commission, worked example A', () => {
  const line = { retailFen: yuan('1000'), unitFen: yuan('950'), quantity: 1 }
  const cases: [string, ChainLink[], Record<string, string>][] = [
    ['first-tier dealer', chain({ 1: 6000 }), { 1: '350.00' }],
    ['second-tier dealer', chain({ 1: 6000, 2: 7000 }), { 1: '100.00', 2: '250.00' }],
    ['third tier under first', chain({ 1: 6000, 3: 8000 }), { 1: '200.00', 3: '150.00' }],
    [
      'third tier under second',
      chain({ 1: 6000, 2: 7000, 3: 8000 }),
      { 1: '100.00', 2: '100.00', 3: '150.00' },
    ],
    ['nobody', [], {}],
  ]
  test.each(cases)('member of %s', (_, links, expected) => {
    expect(amounts(links, line)).toEqual(expected)
    expect(splitLine(links, line).platformFen).toBe(links.length > 0 ? yuan('600') : yuan('950'))
  })

  test('a promotion below a price of the chain lowers that price to what was paid', () => {
    const promoted = { ...line, unitFen: yuan('750') }
    const links = chain({ 1: 6000, 2: 7000, 3: 8000 })
    expect(amounts(links, promoted)).toEqual({ 1: '100.00', 2: '50.00' })
    const given = { ...line, unitFen: yuan('550') }
    expect(splitLine(links, given)).toEqual({ shares: [], platformFen: yuan('550') })
  })

  test('the share of a dealer that does not earn stays with the platform', () => {
    const split = splitLine(chain({ 1: 6000, 2: 7000, 3: 8000 }, [2]), line)
    expect(split.shares.map((share) => share.tier)).toEqual([1, 3])
    expect(split.platformFen).toBe(yuan('700'))
  })

  test('each share names its price basis and the dealer below', () => {
    const [first, second] = splitLine(chain({ 1: 6000, 2: 7000 }), line).shares
    expect(first).toMatchObject({
      sourceDealerId: 'tier-2',
      priceFromFen: yuan('600'),
      priceToFen: yuan('700'),
    })
    expect(second).toMatchObject({
      sourceDealerId: null,
      priceFromFen: yuan('700'),
      priceToFen: yuan('950'),
    })
  })
})

describe('online commission, worked example B with rounding', () => {
  const line = { retailFen: yuan('588'), unitFen: yuan('570.36'), quantity: 3 }
  test('prices are rounded half up once per unit', () => {
    const ladder = [6200, 7150, 8330, 9700].map((ratio) => atBasisPoints(yuan('588'), ratio))
    expect(ladder).toEqual([36456, 42042, 48980, 57036])
  })
  const cases: [string, ChainLink[], Record<string, string>][] = [
    ['first-tier dealer', chain({ 1: 6200 }), { 1: '617.40' }],
    ['second-tier dealer', chain({ 1: 6200, 2: 7150 }), { 1: '167.58', 2: '449.82' }],
    ['third tier under first', chain({ 1: 6200, 3: 8330 }), { 1: '375.72', 3: '241.68' }],
    [
      'third tier under second',
      chain({ 1: 6200, 2: 7150, 3: 8330 }),
      { 1: '167.58', 2: '208.14', 3: '241.68' },
    ],
  ]
  test.each(cases)('member of %s', (_, links, expected) => {
    expect(amounts(links, line)).toEqual(expected)
  })
})

test('console formulas 1 and 2: the price ladder and the split of three pieces', () => {
  const ladder = [6150, 7000, 8000, 9500].map((ratio) => atBasisPoints(yuan('188'), ratio))
  expect(ladder).toEqual([11562, 13160, 15040, 17860])
  const split = splitLine(chain({ 1: 6150, 2: 7000, 3: 8000 }), {
    retailFen: yuan('188'),
    unitFen: yuan('178.60'),
    quantity: 3,
  })
  expect(split.shares.map((share) => share.amountFen)).toEqual([4794, 5640, 8460])
  expect(split.platformFen).toBe(yuan('346.86'))
})

describe('refunds', () => {
  const exampleB = { unitFen: yuan('570.36'), quantity: 3, refundedPieces: 0, refundedFen: fen(0) }
  test('example B, one piece of three: each loses its unit share', () => {
    const kept = (unit: string) =>
      keptShare({ ...exampleB, unitShareFen: yuan(unit), refundedPieces: 1 })
    expect([kept('55.86'), kept('69.38'), kept('80.56')]).toEqual([11172, 13876, 16112])
  })

  test('example B, an amount without pieces: each keeps its part rounded half up', () => {
    const kept = (unit: string) =>
      keptShare({ ...exampleB, unitShareFen: yuan(unit), refundedFen: yuan('100') })
    expect([kept('80.56'), kept('69.38'), kept('55.86')]).toEqual([22756, 19598, 15779])
  })

  test('console formula 3: 100.00 back on the split of formula 2', () => {
    const kept = (total: string) =>
      keptShare({
        unitShareFen: fen(yuan(total) / 3),
        unitFen: yuan('178.60'),
        quantity: 3,
        refundedPieces: 0,
        refundedFen: yuan('100'),
      })
    expect([kept('47.94'), kept('56.40'), kept('84.60')]).toEqual([3899, 4587, 6881])
  })
})

describe('reward depth', () => {
  test('at most three tiers, each once, from the first down', () => {
    expect(withinRewardDepth(chain({ 1: 1, 2: 2, 3: 3 }))).toBe(true)
    expect(withinRewardDepth([])).toBe(true)
    expect(withinRewardDepth([{ tier: 1 }, { tier: 2 }, { tier: 3 }, { tier: 4 }])).toBe(false)
    expect(withinRewardDepth([{ tier: 1 }, { tier: 2 }, { tier: 2 }])).toBe(false)
    expect(withinRewardDepth([{ tier: 2 }, { tier: 3 }])).toBe(false)
    expect(withinRewardDepth([{ tier: 0 }, { tier: 1 }])).toBe(false)
  })

  test('the engine refuses to split along a fourth tier', () => {
    const deep = [
      ...chain({ 1: 6000, 2: 7000, 3: 8000 }),
      { dealerId: 'x', tier: 4, discount: 9000, earns: true },
    ]
    const line = { retailFen: yuan('1000'), unitFen: yuan('950'), quantity: 1 }
    expect(() => splitLine(deep as ChainLink[], line)).toThrow('REWARD_DEPTH')
  })
})

/**
 * Any ladder at all, also one out of order, any promotion, any subset of tiers that starts with 1.
 */
const anyChain = fc
  .record({
    shape: fc.constantFrom<Tier[]>([], [1], [1, 2], [1, 3], [1, 2, 3]),
    discounts: fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 3, maxLength: 3 }),
    earns: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  })
  .map(({ shape, discounts, earns }) =>
    shape.map(
      (tier, index): ChainLink => ({
        dealerId: `tier-${tier}`,
        tier,
        discount: discounts[index] ?? 1,
        earns: earns[index] ?? true,
      }),
    ),
  )
const anyLine = fc.record({
  retailFen: fc.integer({ min: 0, max: 100_000_000 }).map(fen),
  unitFen: fc.integer({ min: 0, max: 100_000_000 }).map(fen),
  quantity: fc.integer({ min: 1, max: 999 }),
})
const RUNS = { numRuns: 10_000 }

describe('D1 the split for any chain and any price', () => {
  test('adds up to what was paid, never negative, the platform takes the remainder', () => {
    fc.assert(
      fc.property(anyChain, anyLine, (links, line) => {
        const { shares, platformFen } = splitLine(links, line)
        const given = shares.reduce((sum, share) => sum + share.amountFen, 0)
        expect(given + platformFen).toBe(line.unitFen * line.quantity)
        expect(platformFen).toBeGreaterThanOrEqual(0)
        expect(shares.every((share) => share.amountFen > 0)).toBe(true)
        expect(shares.every((share) => share.priceToFen <= line.unitFen)).toBe(true)
      }),
      RUNS,
    )
  })

  test('does not depend on the order in which the chain is given', () => {
    const shuffled = anyChain.chain((links) =>
      fc.tuple(
        fc.constant(links),
        fc.shuffledSubarray(links, { minLength: links.length, maxLength: links.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, anyLine, ([links, other], line) => {
        expect(splitLine(other, line)).toEqual(splitLine(links, line))
      }),
      RUNS,
    )
  })

  test('a planted bug is caught: rounding each share of the paid money loses fen', () => {
    const rounded = (links: ChainLink[], line: { unitFen: Fen; quantity: number }) => {
      const paid = fen(line.unitFen * line.quantity)
      const parts = links.map((link) => atBasisPoints(paid, link.discount))
      const rest = atBasisPoints(paid, 10_000 - links.reduce((sum, link) => sum + link.discount, 0))
      return parts.reduce((sum, part) => sum + part, 0) + rest === paid
    }
    const ladder = chain({ 1: 1111, 2: 2222, 3: 3333 })
    const found = fc.check(
      fc.property(anyLine, (line) => rounded(ladder, line)),
      RUNS,
    )
    expect(found.failed).toBe(true)
  })
})

describe('refunds for any sequence', () => {
  const anyRefund = fc.record({
    unitShareFen: fc.integer({ min: 0, max: 1_000_000 }).map(fen),
    extraFen: fc.integer({ min: 0, max: 1_000_000 }),
    quantity: fc.integer({ min: 1, max: 99 }),
    pieces: fc.integer({ min: 0, max: 99 }),
    part: fc.integer({ min: 0, max: 10_000 }),
  })
  test('a share only falls, stays within the original and ends at exactly 0', () => {
    fc.assert(
      fc.property(anyRefund, ({ unitShareFen, extraFen, quantity, pieces, part }) => {
        const unitFen = fen(unitShareFen + extraFen)
        const refundedPieces = Math.min(pieces, quantity)
        const rest = unitFen * (quantity - refundedPieces)
        const line = { unitShareFen, unitFen, quantity, refundedPieces }
        const kept = keptShare({ ...line, refundedFen: fen(Math.floor((rest * part) / 10_000)) })
        expect(kept).toBeGreaterThanOrEqual(0)
        expect(kept).toBeLessThanOrEqual(unitShareFen * (quantity - refundedPieces))
        expect(keptShare({ ...line, refundedFen: fen(rest) })).toBe(0)
        const whole = { ...line, refundedPieces: quantity, refundedFen: fen(0) }
        expect(keptShare(whole)).toBe(0)
      }),
      RUNS,
    )
  })
})
