import { formatYuan } from '@xietong/domain/kernel/money'
import { HOUR_MS, plusMs } from '@xietong/domain/kernel/time'
import {
  type OrderState,
  type OrderType,
  orderStateLabels,
  orderStates,
  orderTypeLabels,
  orderTypes,
} from '@xietong/domain/orders/states'
import type { ConditionValues } from '@xietong/domain/scenes/conditions'
import type { Reader } from '../../runtime/database'
import { ordersLongInState } from '../orders'
import type { TaskRecord } from '../tasks'

/** A finding; `amountFen` where it is worth something, for the title's {amount}. */
export interface SceneRecord extends TaskRecord {
  readonly amountFen?: number
}

export interface Findings {
  /** How many records were looked at; the same as the findings where the database filters. */
  readonly checked: number
  readonly records: readonly SceneRecord[]
}
type SceneQuery = (reader: Reader, conditions: ConditionValues, now: Date) => Promise<Findings>

/** BS-01: orders that have been in a status for longer than so many hours (CO-075). */
const ordersTooLong: SceneQuery = async (reader, conditions, now) => {
  const state = orderStates.find((one) => orderStateLabels[one].label === conditions.status)
  const type = orderTypes.find((one) => orderTypeLabels[one] === conditions.kind)
  if (!state) {
    throw new Error(`no such order status: ${conditions.status}`)
  }
  const orders = await ordersLongInState(reader, {
    state,
    olderThan: plusMs(now, -Number(conditions.hours) * HOUR_MS),
    ...(type ? { type } : {}),
  })
  return { checked: orders.length, records: orders.map((order) => orderRecord(order, now)) }
}

interface LateOrder {
  readonly id: string
  readonly orderNo: string
  readonly type: OrderType
  readonly state: OrderState
  readonly stateSince: Date
  readonly itemSummary: string
  readonly totalFen: number
}

/** Key: order id and the time it entered its status, so that a later stay is a new finding. */
function orderRecord(order: LateOrder, now: Date): SceneRecord {
  const hours = Math.floor((now.getTime() - order.stateSince.getTime()) / HOUR_MS)
  const stay = `${orderStateLabels[order.state].label}已 ${hours} 小时`
  const summary = `${orderTypeLabels[order.type]} ¥${formatYuan(order.totalFen)} ${stay}`
  return {
    key: `${order.id}:${order.stateSince.toISOString()}`,
    kind: 'order',
    recordId: order.id,
    recordNo: order.orderNo,
    summary: `${summary} ${order.itemSummary}`.trim().slice(0, 200),
    amountFen: order.totalFen,
  }
}

/** Base scenes that can be run. The others are known but not offered until their data exists. */
export const sceneQueries: Readonly<Record<string, SceneQuery>> = {
  'BS-01': ordersTooLong,
}
