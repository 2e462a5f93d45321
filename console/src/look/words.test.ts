import { dayName, durationWords, howMany, shortSince, timeWords, whole } from './words'

const now = new Date('2026-09-22T07:42:00.000Z')

describe('words of the console', () => {
  test('a moment is told from the Shanghai day it is read on', () => {
    expect(timeWords('2026-09-22T07:42:00.000Z', now)).toBe('15:42')
    expect(timeWords('2026-09-21T13:37:00.000Z', now)).toBe('昨天 21:37')
    expect(timeWords('2026-09-20T17:00:00.000Z', now)).toBe('昨天 01:00')
    expect(timeWords('2026-09-12T02:08:00.000Z', now)).toBe('9/12 10:08')
    expect(timeWords('2025-10-03T02:08:00.000Z', now)).toBe('2025/10/3 10:08')
    expect(timeWords(null, now)).toBe('—')
  })

  test('a wanted day is also told in words', () => {
    expect(dayName('2026-09-22', '2026-09-22')).toBe('今天')
    expect(dayName('2026-09-23', '2026-09-22')).toBe('明天')
    expect(dayName('2026-09-24', '2026-09-22')).toBe('周四')
  })

  test('durations use two units, short ones one', () => {
    expect(durationWords(11 * 60_000)).toBe('11 分钟')
    expect(durationWords(89 * 60_000)).toBe('1 小时 29 分')
    expect(durationWords(26 * 3_600_000)).toBe('1 天 2 小时')
    expect(shortSince('2026-09-19T07:42:00.000Z', now)).toBe('3 天')
    expect(shortSince('2026-09-22T08:42:00.000Z', now)).toBe('0 分钟')
  })

  test('counts have their word, and a plus above what was counted', () => {
    expect(whole(1_208_000)).toBe('1,208,000')
    expect(howMany(1_208, false, '单')).toBe('1,208 单')
    expect(howMany(10_000, true, '单')).toBe('10,000+ 单')
  })
})
