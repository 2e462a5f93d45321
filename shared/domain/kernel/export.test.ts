import fc from 'fast-check'
import { asInstant, asNumber, asPercent, asText, asWords, asYuan, cellOf, harmless } from './export'

test('fen are yuan, basis points percent, instants the clock of Shanghai; missing is empty', () => {
  const row = { fen: 12_345, points: 6_200, at: '2026-09-24T17:05:09.000Z', deep: { name: '甲' } }
  expect(cellOf(asYuan('fen', ''), row)).toBe(123.45)
  expect(cellOf(asPercent('points', ''), row)).toBe(62)
  expect(cellOf(asNumber('fen', ''), row)).toBe(12_345)
  expect(cellOf(asInstant('at', ''), row)).toBe('2026-09-25 01:05:09')
  expect(cellOf(asText('deep.name', ''), row)).toBe('甲')
  expect(cellOf(asText('none.name', ''), row)).toBeNull()
  expect(cellOf(asWords('tier', '', { 1: '一级' }), { tier: 1 })).toBe('一级')
  expect(cellOf(asText('names', ''), { names: ['甲', '乙'] })).toBe('甲、乙')
})

test('no text begins like a formula (F4, ASVS 1.2.10)', () => {
  expect(harmless('=1+1')).toBe("'=1+1")
  expect(harmless('蟹卡')).toBe('蟹卡')
  fc.assert(fc.property(fc.string(), (text) => !/^[=+\-@\t\r\n]/.test(harmless(text))))
})
