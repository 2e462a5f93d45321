import fc from 'fast-check'
import { fen } from '../kernel/money'
import { type FreightRule, type FreightTemplate, freightOf, provinceName } from './freight'

const rule = (change: Partial<FreightRule> = {}): FreightRule => ({
  provinces: [],
  served: true,
  firstSteps: 1_000,
  firstFen: fen(1_200),
  stepSize: 1_000,
  stepFen: fen(500),
  freeFromFen: null,
  ...change,
})
const byWeight = (...rules: FreightRule[]): FreightTemplate => ({ id: 'w', by: 'weight', rules })
const grams = (weightGrams: number, quantity = 1, freightTemplateId: string | null = 'w') => ({
  freightTemplateId,
  quantity,
  weightGrams,
})

test('first 1 kg 12.00, each further kg 5.00: 2.3 kg costs 22.00', () => {
  const freight = freightOf([grams(2_300)], [byWeight(rule())], '江苏省', 10_000)
  expect(freight).toEqual({ served: true, freightFen: 2_200 })
})

test('exactly the first step costs the first step, one gram more one step more', () => {
  const templates = [byWeight(rule())]
  expect(freightOf([grams(1_000)], templates, '江苏', 0).freightFen).toBe(1_200)
  expect(freightOf([grams(1_001)], templates, '江苏', 0).freightFen).toBe(1_700)
})

test('several templates: the dearest first step once, further steps of every template', () => {
  const pieces: FreightTemplate = {
    id: 'p',
    by: 'piece',
    rules: [rule({ firstSteps: 1, firstFen: fen(800), stepSize: 1, stepFen: fen(300) })],
  }
  const lines = [grams(2_300), grams(400, 3, 'p')]
  // Dearest first step 12.00; further: 2 × 5.00 by weight, 2 × 3.00 by piece.
  expect(freightOf(lines, [byWeight(rule()), pieces], '上海市', 0).freightFen).toBe(2_800)
})

test('a province with its own line is charged by it, others by the line for everywhere', () => {
  const template = byWeight(rule(), rule({ provinces: ['江苏', '上海'], firstFen: fen(800) }))
  expect(freightOf([grams(500)], [template], '江苏省', 0).freightFen).toBe(800)
  expect(freightOf([grams(500)], [template], '北京市', 0).freightFen).toBe(1_200)
})

test('an undeliverable region is not served, also when no line covers it', () => {
  const refused = byWeight(rule(), rule({ provinces: ['西藏'], served: false }))
  expect(freightOf([grams(500)], [refused], '西藏自治区', 0).served).toBe(false)
  const local = byWeight(rule({ provinces: ['江苏'] }))
  expect(freightOf([grams(500)], [local], '新疆维吾尔自治区', 0).served).toBe(false)
})

test('from the free-shipping limit on nothing is charged', () => {
  const template = byWeight(rule({ freeFromFen: fen(29_900) }))
  expect(freightOf([grams(5_000)], [template], '江苏', 29_899).freightFen).toBe(3_200)
  expect(freightOf([grams(5_000)], [template], '江苏', 29_900).freightFen).toBe(0)
})

test('items without a template are free and delivered everywhere', () => {
  expect(freightOf([grams(9_000, 2, null)], [], '西藏', 0)).toEqual({ served: true, freightFen: 0 })
})

test('names of provinces are compared without their suffix', () => {
  expect(['江苏省', '上海市', '新疆维吾尔自治区', '香港特别行政区'].map(provinceName)).toEqual([
    '江苏',
    '上海',
    '新疆',
    '香港',
  ])
})

test('more weight never costs less, and splitting a weight over lines changes nothing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40_000 }),
      fc.integer({ min: 1, max: 40_000 }),
      (first, second) => {
        const templates = [byWeight(rule())]
        const of = (...weights: number[]) =>
          freightOf(
            weights.map((weight) => grams(weight)),
            templates,
            '江苏',
            0,
          ).freightFen
        expect(of(first + second)).toBeGreaterThanOrEqual(of(first))
        expect(of(first, second)).toBe(of(first + second))
      },
    ),
  )
})
