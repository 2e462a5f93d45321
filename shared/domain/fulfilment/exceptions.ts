import { stateMachine } from '../kernel/state-machine'

/** AD-265: what opens an exception of a parcel. */
export const exceptionKinds = ['no-pick-up', 'trouble', 'returned'] as const
export type ExceptionKind = (typeof exceptionKinds)[number]

export const exceptionKindLabels: Readonly<Record<ExceptionKind, string>> = {
  'no-pick-up': '24 小时未揽收',
  trouble: '疑难件',
  returned: '退回',
}

export const exceptionStates = ['open', 'handling', 'closed'] as const
export type ExceptionState = (typeof exceptionStates)[number]

export const exceptionStateLabels: Readonly<Record<ExceptionState, string>> = {
  open: '待处理',
  handling: '处理中',
  closed: '已处理',
}

/** 待处理 → 处理中 (somebody owns it) → 已处理; the carrier's own news may end it before. */
export const exceptionMachine = stateMachine<ExceptionState>(['open'], {
  open: ['handling', 'closed'],
  handling: ['handling', 'closed'],
  closed: [],
})

/** The exception that a parcel's new state opens, if any. A refused parcel goes back as well. */
export function exceptionOf(state: string): ExceptionKind | null {
  switch (state) {
    case 'trouble':
      return 'trouble'
    case 'returned':
    case 'refused':
      return 'returned'
    default:
      return null
  }
}

/**
 * The exceptions that a parcel's new state ends: every word is a pick-up, and who signed has it.
 * A parcel on its way back stays with its owner until the goods are dealt with.
 */
export function endedBy(state: string): readonly ExceptionKind[] {
  if (state === '') {
    return []
  }
  return state === 'signed' ? ['no-pick-up', 'trouble'] : ['no-pick-up']
}

/** Hours without a pick-up after which somebody must look. */
export const PICK_UP_HOURS = 24
