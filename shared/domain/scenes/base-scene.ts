import type { priorities } from '../tasks/contract'

export type Priority = (typeof priorities)[number]

/** One condition of a base scene. `key` is also a variable of the task's title: `{hours}`. */
export interface Condition {
  readonly key: string
  readonly label: string
  readonly kind: 'text' | 'number' | 'choice'
  readonly choices: readonly string[]
}

/** A node of the default task: who does what within how many hours. */
export interface DefaultNode {
  readonly who: string
  readonly matter: string
  readonly hours: number
}

/** 80-collaboration "Scene catalogue" and "Default task per scene". */
export interface BaseScene {
  readonly code: string
  readonly name: string
  readonly businessType: string
  readonly frequency: 'daily' | 'hourly'
  readonly required: readonly Condition[]
  readonly optional: readonly Condition[]
  readonly defaultTitle: string
  readonly defaultPriority: Priority
  readonly nodes: readonly DefaultNode[]
}

export const number = (key: string, label: string): Condition => ({
  key,
  label,
  kind: 'number',
  choices: [],
})
export const words = (key: string, label: string): Condition => ({
  key,
  label,
  kind: 'text',
  choices: [],
})
export const choice = (key: string, label: string, choices: readonly string[]): Condition => ({
  key,
  label,
  kind: 'choice',
  choices,
})
export const node = (who: string, matter: string, hours: number): DefaultNode => ({
  who,
  matter,
  hours,
})

/** D: once a day at 01:00; H: once an hour at minute 5 (CO-072). */
type Row = readonly [
  code: string,
  name: string,
  frequency: 'D' | 'H',
  conditions: { readonly required: readonly Condition[]; readonly optional: readonly Condition[] },
  task: {
    readonly type: string
    readonly priority: '中' | '高' | '紧急'
    readonly title: string
    readonly nodes: readonly DefaultNode[]
  },
]
const PRIORITIES = { 中: 'medium', 高: 'high', 紧急: 'urgent' } as const

export function baseScene([code, name, frequency, conditions, task]: Row): BaseScene {
  return {
    code,
    name,
    businessType: task.type,
    frequency: frequency === 'D' ? 'daily' : 'hourly',
    ...conditions,
    defaultTitle: task.title,
    defaultPriority: PRIORITIES[task.priority],
    nodes: task.nodes,
  }
}
