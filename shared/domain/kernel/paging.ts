import { list, object, oneOf, text, z } from './schema'

/** Counts are exact up to here; above, the client shows "10,000+". */
export const EXACT_COUNT_MAX = 10_000

const PAGE_SIZES = [10, 20, 50, 100] as const

/**
 * Input of every list. `page` reaches the first 10,000 rows; beyond, `after` (the cursor of the
 * last
 * answer) goes on by key. `sort` is a declared column, with `-` for descending; the first is the
 * default.
 */
export function listInput<
  Filter extends z.ZodRawShape,
  const Sorts extends readonly [string, ...string[]],
>(filter: Filter, sorts: Sorts) {
  return {
    filter: object(filter)
      .partial()
      .default({} as never),
    sort: oneOf(sorts).default(sorts[0] as never),
    page: z.number().int().min(1).max(1_000).default(1),
    size: z.union(PAGE_SIZES.map((size) => z.literal(size))).default(20),
    after: text(400).optional(),
  }
}

/** Output of every list: one page of rows, the count (capped) and the cursor of the next page. */
export function listOutput<Row extends z.ZodType>(row: Row) {
  return object({
    rows: list(row, 100),
    total: z.number().int().min(0).max(EXACT_COUNT_MAX),
    totalIsCapped: z.boolean(),
    next: text(400).nullable(),
  })
}

export interface Page<Row> {
  readonly rows: Row[]
  readonly total: number
  readonly totalIsCapped: boolean
  readonly next: string | null
}

/** A list with nothing on it. */
export const emptyPage = () => ({ rows: [], total: 0, totalIsCapped: false, next: null })
