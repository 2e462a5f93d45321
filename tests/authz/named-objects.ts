import type { Operation } from '@xietong/domain/kernel/operation'
import { inputSchema, type JsonSchema, sampleInput } from '../fuzz/sample'

/** Where an input names a record: the keys on the way, `[]` for the items of a list. */
export type IdPath = readonly string[]

const isId = ({ type, pattern, format }: JsonSchema & { format?: string }) =>
  type === 'string' && (format === 'uuid' || (pattern?.includes('[0-9a-f]') ?? false))

function pathsIn(schema: JsonSchema, trail: IdPath): IdPath[] {
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  const inside = Object.entries(schema.properties ?? {}).map(
    ([name, part]) => [part, [...trail, name]] as const,
  )
  const items = schema.items ? [[schema.items, [...trail, '[]']] as const] : []
  return [
    ...(isId(schema) ? [trail] : []),
    ...choices.flatMap((choice) => pathsIn(choice, trail)),
    ...[...inside, ...items].flatMap(([part, path]) => pathsIn(part, path)),
  ]
}

/** Every place where an operation's input names a record; the request key names none. */
export function idPaths(operation: Operation): IdPath[] {
  const found = pathsIn(inputSchema(operation), []).filter(([first]) => first !== 'requestId')
  return [...new Map(found.map((path) => [path.join('.'), path])).values()]
}

/** What a place names, in the words of the contract: `orderId`, also for `orderIds.[]`. */
export const nameOf = (path: IdPath): string =>
  (path.filter((key) => key !== '[]').at(-1) ?? '').replace(/Ids$/, 'Id')

function put(at: Record<string, unknown>, path: IdPath, value: unknown): void {
  const [key = '', ...rest] = path
  if (rest.length === 0) {
    at[key] = value
    return
  }
  if (rest[0] !== '[]') {
    at[key] = typeof at[key] === 'object' && at[key] !== null ? at[key] : {}
    put(at[key] as Record<string, unknown>, rest, value)
    return
  }
  const list = Array.isArray(at[key]) ? (at[key] as unknown[]) : []
  if (rest.length === 1) {
    at[key] = [value]
    return
  }
  const first = (list[0] ?? {}) as Record<string, unknown>
  put(first, rest.slice(1), value)
  at[key] = [first, ...list.slice(1)]
}

/** The sample of an operation that names these records; null when the contract refuses it. */
export function inputNaming(
  operation: Operation,
  records: readonly (readonly [IdPath, string])[],
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> | null {
  const input = { ...structuredClone(sampleInput(operation)), ...more }
  for (const [path, id] of records) {
    put(input, path, id)
  }
  return operation.input.safeParse(input).success ? input : null
}
