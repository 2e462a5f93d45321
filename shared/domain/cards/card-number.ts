import { hasRightCheckDigit, withCheckDigit } from '../kernel/check-digit'
import { type Random, randomDigits } from '../kernel/random'

/** Digits of a card's secret: 10^12 values, checked behind limits, never stored in clear. */
export const SECRET_DIGITS = 12

/**
 * A card's number: 12 digits, not beginning with 0 (spreadsheets drop it), the last a check digit.
 * It is drawn at random and is no secret; the store draws again on a clash.
 */
export function newCardNumber(random: Random): string {
  return withCheckDigit(`${1 + random.below(9)}${randomDigits(random, 10)}`)
}

export function newCardSecret(random: Random): string {
  return randomDigits(random, SECRET_DIGITS)
}

export function isCardNumber(value: string): boolean {
  return /^[1-9]\d{11}$/.test(value) && hasRightCheckDigit(value)
}

/** 602318847714 → 6023****7714, as members see it (MB-054). */
export function maskCardNumber(number: string): string {
  return `${number.slice(0, 4)}****${number.slice(-4)}`
}
