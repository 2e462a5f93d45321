import { hasRightCheckDigit, withCheckDigit } from '../kernel/check-digit'

/** The number people call a dealer by: six digits of its serial and a check digit (AD-029). */
export function dealerNo(serial: number): string {
  return withCheckDigit(String(serial).padStart(6, '0'))
}

/** The serial that a typed dealer number stands for; null when it is none. */
export function serialOf(typed: string): number | null {
  return /^\d{7}$/.test(typed) && hasRightCheckDigit(typed) ? Number(typed.slice(0, -1)) : null
}
