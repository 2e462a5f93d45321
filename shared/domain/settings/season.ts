import type { Settings } from './contract'

/** The Mid-Autumn day (15th of the 8th lunar month) of each year, from the official almanac. */
const midAutumnDays: Readonly<Record<string, string>> = {
  '2025': '2025-10-06',
  '2026': '2026-09-25',
  '2027': '2027-09-15',
  '2028': '2028-10-03',
  '2029': '2029-09-22',
  '2030': '2030-09-12',
  '2031': '2031-10-01',
  '2032': '2032-09-19',
  '2033': '2033-09-08',
  '2034': '2034-09-27',
  '2035': '2035-09-16',
}

export interface Season {
  readonly presaleOn: string
  readonly lakeOpensOn: string
  readonly midAutumnOn: string
  readonly nationalDayOn: string
  readonly lakeClosesOn: string
}

type SeasonDays = Pick<Settings, 'presaleOn' | 'lakeOpensOn' | 'lakeClosesOn'>

/** The season of a calendar year: what the home page's rail shows. Days are Asia/Shanghai. */
function seasonOfYear(days: SeasonDays, year: string): Season {
  return {
    presaleOn: `${year}-${days.presaleOn}`,
    lakeOpensOn: `${year}-${days.lakeOpensOn}`,
    midAutumnOn: midAutumnDays[year] ?? `${year}-09-25`,
    nationalDayOn: `${year}-10-01`,
    lakeClosesOn: `${year}-${days.lakeClosesOn}`,
  }
}

/** The running season, or the next one once the lake has closed. `today` is a Shanghai day. */
export function seasonAt(days: SeasonDays, today: string): Season {
  const year = today.slice(0, 4)
  const current = seasonOfYear(days, year)
  return today <= current.lakeClosesOn ? current : seasonOfYear(days, String(Number(year) + 1))
}

export interface Banner {
  readonly title: string
  readonly note: string
  readonly link: string
}

/** The home page's banners follow the season, so that they are never out of date. */
export function bannersAt(season: Season, today: string): Banner[] {
  const gift = { title: '一张卡，一季鲜', note: '提货卡全国配送，随时约日子', link: '/cards' }
  if (today < season.presaleOn) {
    return [
      { title: '下一季的蟹，正在长', note: `${season.presaleOn} 开启预售`, link: '/shop' },
      gift,
    ]
  }
  if (today < season.lakeOpensOn) {
    return [{ title: '秋蟹预售', note: '先订先得，开湖即发', link: '/shop' }, gift]
  }
  if (today <= season.midAutumnOn) {
    return [{ title: '中秋团圆蟹', note: '中秋前送达，名额有限', link: '/shop' }, gift]
  }
  return [{ title: '秋风起，蟹正肥', note: '阳澄湖直发，顺丰冷链', link: '/shop' }, gift]
}
