import { withCheckDigit } from '../kernel/check-digit'
import { maskPhone } from '../kernel/mask'
import { stateMachine } from '../kernel/state-machine'
import { DAY_MS } from '../kernel/time'
import type { noteStates } from './contract'

export type NoteState = (typeof noteStates)[number]

/** 待发货 → 发货完成 or 已作废 (recalled, refunded, order closed). */
export const noteMachine = stateMachine<NoteState>(['to-ship', 'shipped'], {
  'to-ship': ['shipped', 'void'],
  shipped: [],
  void: [],
})

export const noteStateLabels: Readonly<Record<NoteState, string>> = {
  'to-ship': '待发货',
  shipped: '发货完成',
  void: '已作废',
}

/** What happened to a dispatch, in the history of an order. */
export const dispatchLabels = {
  dispatched: '已派单',
  recalled: '已撤回',
  returned: '门店退回',
} as const

/** FH + day + seven digits of a running number + check digit. `sequence` never repeats. */
export function noteNumber(day: string, sequence: number): string {
  const digits = day.slice(2).replaceAll('-', '') + String(sequence).padStart(7, '0')
  return `FH${withCheckDigit(digits)}`
}

const MASK_AFTER_DAYS = 30

/** DL-104: 30 days after completion a store has no more reason to know the recipient's phone. */
export function phoneForStore(phone: string, completedAt: Date | null, now: Date): string {
  const known =
    completedAt === null || now.getTime() - completedAt.getTime() < MASK_AFTER_DAYS * DAY_MS
  return known ? phone : maskPhone(phone)
}

export interface OpenLine {
  readonly lineId: string
  readonly quantity: number
}

/**
 * Splits what is open into what is shipped now and what stays. Null when more than is open, an
 * unknown line, or the same line twice was named.
 */
export function splitLines(
  open: readonly OpenLine[],
  shipped: readonly OpenLine[],
): { readonly now: OpenLine[]; readonly rest: OpenLine[] } | null {
  const named = new Map(shipped.map(({ lineId, quantity }) => [lineId, quantity]))
  const known = new Map(open.map(({ lineId, quantity }) => [lineId, quantity]))
  const over = shipped.some(({ lineId, quantity }) => quantity > (known.get(lineId) ?? 0))
  if (over || named.size !== shipped.length) {
    return null
  }
  const rest = open.map(({ lineId, quantity }) => ({
    lineId,
    quantity: quantity - (named.get(lineId) ?? 0),
  }))
  return { now: [...shipped], rest: rest.filter(({ quantity }) => quantity > 0) }
}

/** 江苏省 苏州市 昆山市: what lists and messages show of an address. */
export function regionOf(address: { province: string; city: string; district: string }): string {
  return [address.province, address.city, address.district].join(' ').slice(0, 60)
}

/** 金爪蟹礼 ×2、姜茶 ×1, cut to what a list can show. */
export function summaryOf(lines: readonly { name: string; quantity: number }[]): string {
  const words = lines.map(({ name, quantity }) => `${name} ×${quantity}`).join('、')
  return words.length <= 300 ? words : `${words.slice(0, 299)}…`
}
