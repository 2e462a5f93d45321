import type { Tone } from '@xietong/domain/orders/states'
import type { ReactNode } from 'react'

export type { Tone }

/** One word and one tone for every state; complete because the record's keys are the states. */
export type StateTable<State extends string> = Readonly<
  Record<State, { readonly label: string; readonly tone: Tone }>
>

export function optionsOf<State extends string>(table: StateTable<State>) {
  return (Object.keys(table) as State[]).map((value) => ({ value, label: table[value].label }))
}

export function labelOf<State extends string>(table: StateTable<State>, state: State): string {
  return table[state]?.label ?? state
}

export interface StatusTagProps<State extends string> {
  readonly state: State
  readonly table: StateTable<State>
}

export function StatusTag<State extends string>({ state, table }: StatusTagProps<State>) {
  const known = table[state] ?? byLabel(table, state)
  return <Mark tone={known?.tone ?? 'ended'}>{known?.label ?? state}</Mark>
}

/** Some answers carry the word of a state instead of its code; it gets the same tone. */
function byLabel<State extends string>(table: StateTable<State>, word: string) {
  return (Object.values(table) as StateTable<State>[State][]).find(({ label }) => label === word)
}

export interface MarkProps {
  readonly tone: Tone | 'plain'
  readonly children: ReactNode
}

export function Mark({ tone, children }: MarkProps) {
  return <span className={tone === 'ended' ? 'tag' : `tag ${tone}`}>{children}</span>
}

/** The outlined gold mark of a VIP; never a tone. */
export function VipMark() {
  return <span className="vip">贵宾</span>
}
