import { getLunarFestivals } from 'chinese-days'

/** Solar festivals that shoppers know by their day; lunar ones come from the calendar package. */
const SOLAR: Readonly<Record<string, string>> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '10-01': '国庆',
}
const LUNAR: Readonly<Record<string, string>> = {
  春节: '春节',
  元宵节: '元宵',
  端午节: '端午',
  七夕节: '七夕',
  中秋节: '中秋',
  重阳节: '重阳',
  除夕: '除夕',
}

/** Festivals between two days (both included), by day. */
export function festivalsBetween(from: string, to: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const { date, name } of getLunarFestivals(from, to)) {
    const known = name.map((one) => LUNAR[one]).find((one) => one !== undefined)
    if (known) {
      found.set(date, known)
    }
  }
  for (const year of yearsBetween(from, to)) {
    for (const [monthDay, name] of Object.entries(SOLAR)) {
      const day = `${year}-${monthDay}`
      if (from <= day && day <= to) {
        found.set(day, name)
      }
    }
  }
  return found
}

function yearsBetween(from: string, to: string): number[] {
  const first = Number(from.slice(0, 4))
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, index) => first + index)
}
