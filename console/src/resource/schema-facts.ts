import { z } from '@xietong/domain/kernel/schema'

// Reads from a contract's zod schema what a page needs: the Chinese label, whether a value must be
// given, and which control suits it. So a form is declared by field names only.

export type FieldKind =
  | 'text'
  | 'long-text'
  | 'yuan'
  | 'percent'
  | 'whole'
  | 'decimal'
  | 'switch'
  | 'choice'
  | 'choices'
  | 'day'
  | 'instant'
  | 'words'
  | 'other'

interface Inner {
  readonly schema: z.ZodType
  readonly optional: boolean
  readonly title: string | undefined
}

/** Takes off optional, nullable and default wrappers and remembers what they said. */
function unwrap(schema: z.ZodType): Inner {
  let inner = schema
  let optional = false
  let title: string | undefined
  for (;;) {
    title ??= inner.meta()?.title
    if (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
      optional = true
      inner = inner.unwrap() as z.ZodType
    } else if (inner instanceof z.ZodDefault) {
      optional = true
      inner = inner.unwrap() as z.ZodType
    } else {
      return { schema: inner, optional, title }
    }
  }
}

/** The schema below a path of keys: `filter.state`, `rows.name` (arrays are looked through). */
export function schemaAt(schema: z.ZodType, path: string): z.ZodType | undefined {
  let here: z.ZodType | undefined = schema
  for (const key of path.split('.')) {
    let { schema: inner } = unwrap(here)
    while (inner instanceof z.ZodArray) {
      inner = unwrap(inner.element as z.ZodType).schema
    }
    if (!(inner instanceof z.ZodObject)) {
      return undefined
    }
    here = (inner.shape as Record<string, z.ZodType | undefined>)[key]
    if (!here) {
      return undefined
    }
  }
  return here
}

export function labelAt(schema: z.ZodType, path: string): string | undefined {
  const found = schemaAt(schema, path)
  return found && unwrap(found).title
}

/**
 * Whether a person has to give a value: nothing, an empty text or an empty list would be refused.
 */
export function isRequiredAt(schema: z.ZodType, path: string): boolean {
  const found = schemaAt(schema, path)
  return found !== undefined && ![undefined, null, '', []].some((empty) => stands(found, empty))
}

const stands = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success

export function optionsAt(schema: z.ZodType, path: string): readonly string[] {
  const found = schemaAt(schema, path)
  const inner = found && unwrap(found).schema
  const element = inner instanceof z.ZodArray ? unwrap(inner.element as z.ZodType).schema : inner
  return element instanceof z.ZodEnum ? (element.options as string[]) : []
}

/** The control for a field; the endings of names carry the unit (`retailFen`, `discountBp`). */
export function kindAt(schema: z.ZodType, path: string): FieldKind {
  const found = schemaAt(schema, path)
  if (!found) {
    return 'other'
  }
  const inner = unwrap(found).schema
  const name = path.split('.').at(-1) ?? path
  if (inner instanceof z.ZodEnum) {
    return 'choice'
  }
  if (inner instanceof z.ZodBoolean) {
    return 'switch'
  }
  if (inner instanceof z.ZodNumber) {
    return inner.isInt ? numberKind(name) : 'decimal'
  }
  if (inner instanceof z.ZodArray) {
    return arrayKind(inner)
  }
  return inner instanceof z.ZodString ? stringKind(inner, name) : 'other'
}

function numberKind(name: string): FieldKind {
  if (name.endsWith('Fen')) {
    return 'yuan'
  }
  return /(Bp|BasisPoints|discount|ratio)$/i.test(name) ? 'percent' : 'whole'
}

function arrayKind(array: z.ZodArray): FieldKind {
  const element = unwrap(array.element as z.ZodType).schema
  if (element instanceof z.ZodEnum) {
    return 'choices'
  }
  return element instanceof z.ZodString ? 'words' : 'other'
}

function stringKind(schema: z.ZodString, name: string): FieldKind {
  const max = schema.maxLength ?? 0
  if (max === 10 && /(On|Day|Date|day|date)$/.test(name)) {
    return 'day'
  }
  if (max === 24 && /At$/.test(name)) {
    return 'instant'
  }
  return max > 120 ? 'long-text' : 'text'
}

/** What is wrong with one value, as a sentence, or nothing. */
export function faultAt(schema: z.ZodType, path: string, value: unknown): string | undefined {
  const found = schemaAt(schema, path)
  if (!found) {
    return undefined
  }
  const checked = found.safeParse(value)
  return checked.success ? undefined : checked.error.issues[0]?.message
}

/** Sentences for what zod would say in English; a schema's own message comes first. */
export function speakChinese(): void {
  z.config({
    customError: (issue) => {
      if (issue.code === 'too_small') {
        return tooSmall(issue.origin, issue.minimum)
      }
      if (issue.code === 'too_big') {
        return tooBig(issue.origin, issue.maximum)
      }
      return issue.code === 'invalid_type' && issue.input === undefined ? '请填写' : '内容不正确'
    },
  })
}

function tooSmall(origin: string, minimum: number | bigint): string {
  if (origin === 'string') {
    return `至少 ${minimum} 个字`
  }
  return origin === 'array' ? `至少 ${minimum} 项` : `不能小于 ${minimum}`
}

function tooBig(origin: string, maximum: number | bigint): string {
  if (origin === 'string') {
    return `最多 ${maximum} 个字`
  }
  return origin === 'array' ? `最多 ${maximum} 项` : `不能大于 ${maximum}`
}
