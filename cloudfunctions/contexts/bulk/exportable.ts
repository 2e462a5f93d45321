import type { ExportSpec } from '@xietong/domain/kernel/export'
import type { Operation } from '@xietong/domain/kernel/operation'
import { operations } from '@xietong/domain/operations'

/** Asked in pages of this many rows, ten times what a page on screen may have. */
const EXPORT_PAGE = 1_000

export interface Exportable {
  readonly operation: Operation
  readonly spec: ExportSpec
  /** The list's own input, decoded by its contract; null-safe for lists without pages. */
  readonly input: Readonly<Record<string, unknown>>
}

/** The list with what it is asked, or null when it cannot be exported or is asked wrongly. */
export function exportable(list: string, query: string): Exportable | null {
  const operation = operations[list]
  const asked = parsed(query)
  if (!operation?.exports || operation.kind !== 'read' || asked === null) {
    return null
  }
  const isPaged = 'page' in operation.input.shape
  const { filter, sort, ...rest } = asked
  const known = isPaged ? { ...(filter ? { filter } : {}), ...(sort ? { sort } : {}) } : rest
  const decoded = operation.input.safeParse(known)
  if (!decoded.success) {
    return null
  }
  const input = decoded.data as Record<string, unknown>
  return {
    operation,
    spec: operation.exports,
    input: isPaged ? { ...input, page: 1, size: EXPORT_PAGE } : input,
  }
}

function parsed(query: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(query)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
