import { durationWords, timingWords } from './scene-words'

test('times of a scene are said as people say them', () => {
  const words = (kind: never, times: string[], days: number[] = []) =>
    timingWords({ kind, times, days })
  expect(words('default' as never, [])).toBe('每天 08:00')
  expect(words('instant' as never, [])).toBe('即时')
  expect(words('day' as never, ['09:00', '17:30'])).toBe('每天 09:00、17:30')
  expect(words('week' as never, ['10:00'], [1, 7])).toBe('每周一、周日 10:00')
  expect(words('month' as never, ['08:30'], [15, 0])).toBe('每月15 日、最后一天 08:30')
  expect([durationWords(48), durationWords(5)]).toEqual(['2 天', '5 小时'])
})
