import { settingsSchema } from './contract'
import { bannersAt, seasonAt } from './season'

const days = settingsSchema.parse({})

test('the season of 2026 has its five days in order', () => {
  const season = seasonAt(days, '2026-08-20')
  expect(season).toEqual({
    presaleOn: '2026-08-01',
    lakeOpensOn: '2026-09-22',
    midAutumnOn: '2026-09-25',
    nationalDayOn: '2026-10-01',
    lakeClosesOn: '2026-12-10',
  })
})

test('after the lake has closed the next season counts', () => {
  expect(seasonAt(days, '2026-12-10').lakeOpensOn).toBe('2026-09-22')
  expect(seasonAt(days, '2026-12-11').lakeOpensOn).toBe('2027-09-22')
})

test('a banner fits the day', () => {
  const season = seasonAt(days, '2026-09-01')
  expect(bannersAt(season, '2026-07-01')[0]?.note).toContain('2026-08-01')
  expect(bannersAt(season, '2026-09-01')[0]?.title).toBe('秋蟹预售')
  expect(bannersAt(season, '2026-09-25')[0]?.title).toBe('中秋团圆蟹')
  expect(bannersAt(season, '2026-11-01')[0]?.title).toBe('秋风起，蟹正肥')
})

test('settings outside them are refused by the schema', () => {
  expect(settingsSchema.safeParse({ unpaidCloseMinutes: 4 }).success).toBe(false)
  expect(settingsSchema.safeParse({ unpaidCloseMinutes: 4_320 }).success).toBe(true)
  expect(settingsSchema.safeParse({ unpaidCloseMinutes: 4_321 }).success).toBe(false)
  expect(settingsSchema.safeParse({ autoReceiptDays: 0 }).success).toBe(false)
  expect(settingsSchema.safeParse({ autoReceiptDays: 31 }).success).toBe(false)
})
