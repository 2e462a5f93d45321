import { hasRightCheckDigit, withCheckDigit } from '../kernel/check-digit'
import { type Random, randomDigits } from '../kernel/random'

/**
 * A number that people read out: the Shanghai day (6 digits), 9 random digits and a check digit. It
 * does not count up, so it tells nobody how many orders there are. A clash is drawn again by the
 * store.
 */
export function newOrderNumber(day: string, random: Random): string {
  return withCheckDigit(`${day.slice(2).replaceAll('-', '')}${randomDigits(random, 9)}`)
}

export function isOrderNumber(value: string): boolean {
  return /^\d{16}$/.test(value) && hasRightCheckDigit(value)
}
