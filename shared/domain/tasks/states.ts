import { stateMachine } from '../kernel/state-machine'
import type { nodeStates, taskStates } from './contract'

export type TaskState = (typeof taskStates)[number]
export type NodeState = (typeof nodeStates)[number]

/** 待通知 → 进行中 → 已完成; 已终止 from both. 已过期 is a mark, not a state (80 "Task states"). */
export const taskMachine = stateMachine<TaskState>(['to-notify', 'running'], {
  'to-notify': ['running', 'ended'],
  running: ['done', 'ended'],
  done: [],
  ended: [],
})

/** 未开始 → 待处理 → 处理中 → 已完成, back by 回退 and 撤回 (80 "Node states"). */
export const nodeMachine = stateMachine<NodeState>(['not-started'], {
  'not-started': ['to-do'],
  'to-do': ['doing', 'sent-back'],
  doing: ['done', 'sent-back'],
  done: ['doing'],
  'sent-back': ['to-do'],
})

export const taskStateLabels: Readonly<Record<TaskState, string>> = {
  'to-notify': '待通知',
  running: '进行中',
  done: '已完成',
  ended: '已终止',
}
