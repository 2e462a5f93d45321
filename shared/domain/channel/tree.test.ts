import type { Tier } from './commission'
import { dealerProblem, discountProblem, discountRange, mayBecome, parentProblem } from './tree'

const at = (tier: Tier, state: 'active' | 'suspended' | 'closed' = 'active') => ({ tier, state })

describe('parents (AD-020)', () => {
  test('each tier under the tiers above it', () => {
    expect(parentProblem(1, null)).toBeNull()
    expect(parentProblem(2, at(1))).toBeNull()
    expect(parentProblem(3, at(1))).toBeNull()
    expect(parentProblem(3, at(2, 'suspended'))).toBeNull()
  })
  const wrong: [Tier, Parameters<typeof parentProblem>[1], string][] = [
    [1, at(1), '平台'],
    [2, null, '一级渠道商'],
    [2, at(2), '必须是一级'],
    [2, at(3), '不能有下级'],
    [3, null, '一级或二级'],
    [3, at(3), '不能有下级'],
    [3, at(1, 'closed'), '已关闭'],
  ]
  test.each(wrong)('tier %s under %j is refused', (tier, parent, word) => {
    expect(parentProblem(tier, parent)).toContain(word)
  })
})

describe('what a form must hold', () => {
  const partner = {
    tier: 1,
    kind: 'partner',
    sellsOffline: true,
    earnsOnline: true,
    latitude: null,
    longitude: null,
  } as const
  test('kind for the first tier only, a mode at least, coordinates for a store', () => {
    expect(dealerProblem(partner)).toBeNull()
    expect(dealerProblem({ ...partner, kind: null })).toContain('城市合伙人')
    expect(dealerProblem({ ...partner, tier: 2 })).toContain('没有一级类型')
    expect(dealerProblem({ ...partner, sellsOffline: false, earnsOnline: false })).toContain('至少')
    expect(dealerProblem({ ...partner, kind: 'store' })).toContain('坐标')
    expect(dealerProblem({ ...partner, kind: 'store', latitude: 31, longitude: 120 })).toBeNull()
  })
})

describe('the discount ladder, strict on both sides', () => {
  const level = { discount: 9500, name: '会员等级 黑金' }
  const parent = { discount: 6000, name: '上级 湖畔人家' }
  const child = { discount: 8000, name: '下级 临湖小店' }

  test('between the parent and the nearest of children and levels', () => {
    expect(discountRange(null, [], level)).toMatchObject({ above: 0, below: 9500 })
    expect(discountRange(parent, [child], level)).toMatchObject({ above: 6000, below: 8000 })
  })
  test('both ends are outside, and the refusal names who is in the way', () => {
    const range = discountRange(parent, [child], level)
    expect(discountProblem(6001, range)).toBeNull()
    expect(discountProblem(7999, range)).toBeNull()
    expect(discountProblem(6000, range)).toEqual({
      above: '60.00%',
      below: '80.00%',
      reason: '上级 湖畔人家 60.00%',
    })
    expect(discountProblem(8000, range)?.reason).toBe('下级 临湖小店 80.00%')
    expect(discountProblem(9500, discountRange(parent, [], level))?.reason).toContain('黑金')
  })
  test('all that share the limit are named', () => {
    const twin = { discount: 8000, name: '下级 东山农家' }
    expect(discountProblem(8500, discountRange(null, [child, twin], level))?.reason).toBe(
      '下级 临湖小店 80.00%、下级 东山农家 80.00%',
    )
  })
})

test('a dealer may go to any other state and back', () => {
  expect(mayBecome('active', 'suspended')).toBe(true)
  expect(mayBecome('closed', 'active')).toBe(true)
  expect(mayBecome('closed', 'closed')).toBe(false)
})
