import { randomUUID } from 'node:crypto'
import type { Operation } from '@xietong/domain/kernel/operation'
import { z } from '@xietong/domain/kernel/schema'

export interface JsonSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly pattern?: string
  readonly minItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: unknown
}

export function inputSchema(operation: Operation): JsonSchema {
  return z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema
}

/** Texts that fit the patterns of the contract's building blocks. */
const EXAMPLES = [
  () => randomUUID(),
  () => '13800001234',
  () => '2026-09-25',
  () => '2026-09-25T02:00:00.000Z',
  () => '08:00',
  () => 'thing1',
  () => 'orders/order/index?id={id}',
]

function sampleText(schema: JsonSchema): string {
  if (schema.pattern) {
    const pattern = new RegExp(schema.pattern)
    const longest = schema.maxLength ?? Number.POSITIVE_INFINITY
    const fitting = EXAMPLES.map((make) => make()).find(
      (text) => text.length <= longest && pattern.test(text),
    )
    if (fitting) {
      return fitting
    }
  }
  return '样例文字'.slice(0, Math.min(schema.maxLength ?? 4, 4))
}

/**
 * A value that the schema accepts: required parts only, smallest lists, so that it stays
 * readable.
 */
export function sampleOf(schema: JsonSchema): unknown {
  if (schema.default !== undefined) {
    return schema.default
  }
  if (schema.const !== undefined) {
    return schema.const
  }
  if (schema.enum) {
    return schema.enum[0]
  }
  const choice =
    (schema.anyOf ?? schema.oneOf)?.find((one) => one.type !== 'null') ?? schema.anyOf?.[0]
  if (choice) {
    return sampleOf(choice)
  }
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] ?? {})]),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}))
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, Math.min(1, schema.maximum ?? 1))
    case 'string':
      return sampleText(schema)
    default:
      return 'x'
  }
}

/** A valid input of an operation, checked against the contract itself. */
export function sampleInput(operation: Operation): Record<string, unknown> {
  const sample = sampleOf(inputSchema(operation))
  const parsed = operation.input.safeParse(sample)
  if (!parsed.success) {
    throw new Error(`no sample for ${operation.name}: ${parsed.error.message}`)
  }
  return sample as Record<string, unknown>
}
