import { formatYuan } from '@xietong/domain/kernel/money'

/** `¥1,249.36`: always two decimals. */
export const yuan = (fen: number): string =>
  fen < 0 ? `−¥${formatYuan(-fen)}` : `¥${formatYuan(fen)}`

/** `12,480 张`, figure and unit joined by a no-break space. */
export const counted = (count: number, unit: string): string =>
  `${String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}\u00a0${unit}`

/** `138 0000 6021`. */
export const phoneWords = (phone: string): string =>
  phone.replace(/^(.{3})(.{4})(.{4})$/, '$1 $2 $3')

/** `SF16 2308 8744`: a waybill or a full card number in groups of four. */
export const inFours = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ')

/** `2608 ···· 3071`, from the masked number of the server. */
export const cardWords = (masked: string): string => masked.replace(/\s*[*·]+\s*/, ' ···· ')

/** `97 折` from 9700 basis points; empty without a discount. */
export function discountWords(points: number): string {
  if (points >= 10_000) return ''
  const tenths = points / 100
  return Number.isInteger(tenths) && tenths % 10 === 0 ? `${tenths / 10} 折` : `${tenths} 折`
}
