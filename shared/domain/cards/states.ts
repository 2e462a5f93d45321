import { stateMachine } from '../kernel/state-machine'
import type { cardKinds, cardStates } from './contract'

export type CardState = (typeof cardStates)[number]
export type CardKind = (typeof cardKinds)[number]

/** 10-member "Card states". Void is final; an activated card never becomes inactive again. */
export const cardMachine = stateMachine<CardState>(['inactive', 'active'], {
  inactive: ['active', 'void'],
  active: ['used', 'void'],
  used: ['active'],
  void: [],
})

/** Words of the member and console lists. */
export const cardStateLabels: Readonly<Record<CardState, string>> = {
  inactive: '未激活',
  active: '已激活',
  used: '已使用',
  void: '已注销',
}
