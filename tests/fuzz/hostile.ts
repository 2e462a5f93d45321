import type { JsonSchema } from './sample'

/** Values that no field of any type may let through to a use case unharmed. */
const HOSTILE: readonly unknown[] = [
  null,
  -1,
  -0.5,
  Number.MAX_VALUE,
  2 ** 53 + 2,
  -(2 ** 31),
  '',
  ' ',
  '1e3',
  'NaN',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202eabc',
  '１２３',
  '<script>alert(1)</script>',
  "'; drop table orders.sales_order; --",
  '../../etc/passwd',
  '=cmd|calc',
  '{}',
  [],
  {},
  true,
  'x'.repeat(5_000),
  ['x'],
  { a: 1 },
  { $gt: '' },
  '00000000-0000-7000-8000-000000000000',
  '2026-02-30',
  '+275760-09-13',
  '0000-00-00',
]

export interface HostileCase {
  readonly what: string
  readonly input: unknown
}

function paths(schema: JsonSchema, trail: string[] = []): string[][] {
  if (schema.type !== 'object') {
    return [trail]
  }
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
    paths(part, [...trail, name]),
  )
}

function withValue(sample: Record<string, unknown>, path: readonly string[], value: unknown) {
  const copy = structuredClone(sample)
  let at: Record<string, unknown> = copy
  for (const name of path.slice(0, -1)) {
    at[name] = typeof at[name] === 'object' && at[name] !== null ? at[name] : {}
    at = at[name] as Record<string, unknown>
  }
  at[path.at(-1) ?? ''] = value
  return copy
}

/** Whole bodies that are wrong whatever the operation. */
function wholeBodies(sample: Record<string, unknown>): HostileCase[] {
  const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`)
  return [
    { what: 'null body', input: null },
    { what: 'array body', input: [sample] },
    { what: 'text body', input: 'text' },
    { what: 'number body', input: 7 },
    { what: 'deep body', input: { ...sample, deep } },
    { what: 'unknown key', input: { ...sample, role: 'super' } },
    { what: '__proto__', input: JSON.parse(`{"__proto__":{"admin":true},"x":1}`) },
    { what: 'constructor', input: { ...sample, constructor: { prototype: { admin: true } } } },
  ]
}

/** About `limit` cases: each field gets each hostile value in turn, spread evenly. */
export function hostileCases(
  schema: JsonSchema,
  sample: Record<string, unknown>,
  limit: number,
): HostileCase[] {
  const fields = paths(schema).filter((path) => path.length > 0)
  const all = fields.flatMap((path) =>
    HOSTILE.map((value) => ({
      what: `${path.join('.')} = ${String(JSON.stringify(value)).slice(0, 40)}`,
      input: withValue(sample, path, value),
    })),
  )
  const whole = wholeBodies(sample)
  const step = Math.max(1, all.length / Math.max(1, limit - whole.length))
  const picked = Array.from(
    { length: Math.floor(all.length / step) },
    (_, n) => all[Math.floor(n * step)],
  )
  return [...whole, ...(picked as HostileCase[])]
}
