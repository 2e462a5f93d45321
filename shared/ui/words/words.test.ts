import { cardWords, counted, discountWords, inFours, phoneWords, yuan } from './numbers'
import { dayWords, timeLeft, weekday, when } from './time'

const now = Date.parse('2026-09-16T14:10:00.000Z')

test('times read as the reader would say them, in Beijing time', () => {
  expect(when('2026-09-16T13:46:00.000Z', now)).toBe('今天 21:46')
  expect(when('2026-09-17T02:30:00.000Z', now)).toBe('明天 10:30')
  expect(when('2026-09-10T01:41:00.000Z', now)).toBe('9 月 10 日 09:41')
  expect(when('2025-10-03T01:41:00.000Z', now)).toBe('2025 年 10 月 3 日 09:41')
  expect(`${dayWords('2026-09-24')} ${weekday('2026-09-24')}`).toBe('9 月 24 日 周四')
})

test('what is left counts in days, then in seconds, then is over', () => {
  expect(timeLeft('2026-09-26T06:10:00.000Z', now)).toBe('9 天 16 小时')
  expect(timeLeft('2026-09-16T14:39:05.000Z', now)).toBe('00:29:05')
  expect(timeLeft('2026-09-16T14:10:00.000Z', now)).toBeNull()
})

test('money, counts and numbers keep their form', () => {
  expect(yuan(124_936)).toBe('¥1,249.36')
  expect(yuan(-5_586)).toBe('−¥55.86')
  expect(counted(12_480, '张')).toBe('12,480\u00a0张')
  expect(phoneWords('13800006021')).toBe('138 0000 6021')
  expect(inFours('SF16230887')).toBe('SF16 2308 87')
  expect(cardWords('2608****3071')).toBe('2608 ···· 3071')
  expect([discountWords(9_700), discountWords(9_000), discountWords(10_000)]).toEqual([
    '97 折',
    '9 折',
    '',
  ])
})
