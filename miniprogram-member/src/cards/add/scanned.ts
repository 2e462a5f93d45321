/** Digits alone: printed numbers are read and typed in groups. */
export const onlyDigits = (text: string): string => text.replace(/\D/g, '')

/** The card number in a scanned code: the number itself, or a link that carries it. */
export function numberIn(scanned: string): string | null {
  const compact = scanned.trim().replace(/[\s-]/g, '')
  if (/^\d{12}$/.test(compact)) {
    return compact
  }
  return /[?&](?:card|number)=(\d{12})(?!\d)/.exec(scanned)?.[1] ?? null
}
