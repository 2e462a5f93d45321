import { shanghaiDay } from '../kernel/time'
import type { BaseScene, Condition } from './base-scene'

export type ConditionValue = string | number | boolean
export type ConditionValues = Readonly<Record<string, ConditionValue>>

/** Variables that every title may use; the conditions of the scene come on top (CO-064). */
const COMMON_VARIABLES = ['date', 'count', 'object', 'owner', 'amount', 'rate', 'metric']

function fits({ kind, choices }: Condition, value: ConditionValue | undefined): boolean {
  if (kind === 'number') {
    return typeof value === 'number' && value >= 0
  }
  return typeof value === 'string' && (kind === 'text' || choices.includes(value))
}

/**
 * Labels of the conditions that are missing or do not fit: a required one must be there, an
 * optional one must fit if it is. Refusal: CONDITION_MISSING. Source: CO-061.
 */
export function missingConditions(base: BaseScene, values: ConditionValues): string[] {
  const required = base.required.filter((one) => !fits(one, values[one.key]))
  const optional = base.optional.filter((one) => one.key in values && !fits(one, values[one.key]))
  return [...required, ...optional].map((one) => one.label)
}

/** Keys that are no condition of the base scene at all. */
export function unknownConditions(base: BaseScene, values: ConditionValues): string[] {
  const known = new Set([...base.required, ...base.optional].map((one) => one.key))
  return Object.keys(values).filter((key) => !known.has(key))
}

const variablesIn = (title: string) =>
  [...title.matchAll(/\{([^{}]*)\}/g)].map((hit) => hit[1] ?? '')

/** Variables of a title that nothing fills. Refusal: UNKNOWN_VARIABLE. Source: CO-064. */
export function unknownVariables(base: BaseScene, title: string): string[] {
  const known = new Set([
    ...COMMON_VARIABLES,
    ...[...base.required, ...base.optional].map((one) => one.key),
  ])
  return [...new Set(variablesIn(title))].filter((name) => !known.has(name))
}

/**
 * The title of a task: conditions, counts and what is known of the findings filled in, at most 120
 * characters; what nobody knows is `-`. Source: CO-064.
 */
export function fillTitle(
  title: string,
  {
    now,
    count,
    values,
    found = {},
  }: {
    now: Date
    count: number
    values: ConditionValues
    found?: Readonly<Partial<Record<'object' | 'owner' | 'amount' | 'rate' | 'metric', string>>>
  },
): string {
  const filled: Record<string, ConditionValue> = {
    ...found,
    ...values,
    date: shanghaiDay(now),
    count,
  }
  return title
    .replace(/\{([^{}]*)\}/g, (_, name: string) => String(filled[name] ?? '-'))
    .slice(0, 120)
}
