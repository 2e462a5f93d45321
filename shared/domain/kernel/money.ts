/** Money is a whole number of fen (分). The brand keeps yuan and counts out of money fields. */
export type Fen = number & { readonly __unit: 'fen' }

/** 1 billion yuan: an amount times 10,000 basis points stays below 2^53. */
export const MAX_FEN = 100_000_000_000

/** Ratios are whole basis points: 6000 = 60.00 % = 0.6000 of the retail price. */
export type BasisPoints = number

/**
 * Checks that a number is a whole amount of fen within bounds. Throws: it guards code, not users.
 */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value) || Math.abs(value) > MAX_FEN) {
    throw new RangeError(`not an amount in fen: ${value}`)
  }
  return (value === 0 ? 0 : value) as Fen
}

export const ZERO = fen(0)

export function addFen(...amounts: readonly Fen[]): Fen {
  return fen(amounts.reduce<number>((sum, amount) => sum + amount, 0))
}

export function subtractFen(from: Fen, amount: Fen): Fen {
  return fen(from - amount)
}

export function timesFen(unit: Fen, count: number): Fen {
  return fen(unit * count)
}

/**
 * Rounds half up, once per unit: 588.00 yuan at 8330 basis points is 489.80.
 * Source: price rule of the member and dealer files.
 */
export function atBasisPoints(retail: Fen, ratio: BasisPoints): Fen {
  return fen(Math.floor((retail * ratio + 5_000) / 10_000))
}

/** round half up (amount × part ÷ whole), exact for every amount up to MAX_FEN. */
export function proportion(amount: Fen, part: Fen, whole: Fen): Fen {
  if (whole <= 0) {
    throw new RangeError('the whole must be positive')
  }
  const product = BigInt(amount) * BigInt(part) * 2n + BigInt(whole)
  const divisor = BigInt(whole) * 2n
  const floored = product >= 0n ? product / divisor : -((-product + divisor - 1n) / divisor)
  return fen(Number(floored))
}

/** `1,711.08`: two decimals, thousands with comma, minus sign U+2212. */
export function formatYuan(amount: number): string {
  const whole = Math.abs(Math.trunc(amount))
  const yuan = String(Math.floor(whole / 100)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  const cents = String(whole % 100).padStart(2, '0')
  return `${amount < 0 ? '−' : ''}${yuan}.${cents}`
}

/** `62.00%` from 6200 basis points. */
export function formatPercent(ratio: BasisPoints): string {
  return `${Math.floor(ratio / 100)}.${String(ratio % 100).padStart(2, '0')}%`
}
