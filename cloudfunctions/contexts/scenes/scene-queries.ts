import { formatYuan } from '@xietong/domain/kernel/money'
import { HOUR_MS, plusMs } from '@xietong/domain/kernel/time'
import {
  type AfterSaleType,
  afterSaleLabels,
  afterSaleStates,
} from '@xietong/domain/orders/after-sale'
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
import { type CaseSummary, casesLongInState, ordersLongInState } from '../orders'
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

/** BS-06: after-sale cases that have been in a state for longer than so many hours. */
const casesTooLong: SceneQuery = async (reader, conditions, now) => {
  const state = afterSaleStates.find((one) => afterSaleLabels[one].label === conditions.status)
  if (!state) {
    throw new Error(`no such after-sale state: ${conditions.status}`)
  }
  const type = caseTypes[String(conditions.kind ?? '')]
  if (conditions.kind !== undefined && !type) {
    // 换货 is not offered, so nobody has asked for it.
    return { checked: 0, records: [] }
  }
  const { amountOver, store } = conditions
  const cases = await casesLongInState(reader, {
    state,
    olderThan: plusMs(now, -Number(conditions.hours) * HOUR_MS),
    type,
    store: store === undefined ? undefined : String(store),
    amountOverFen: amountOver === undefined ? undefined : Math.round(Number(amountOver) * 100),
  })
  return { checked: cases.length, records: cases.map((one) => caseRecord(one, now)) }
}

const caseTypes: Readonly<Record<string, AfterSaleType>> = {
  退款: 'refund',
  退货: 'return',
  补发: 'resend',
}

/** Key: case id and state, as the catalogue says. */
function caseRecord(one: CaseSummary, now: Date): SceneRecord {
  const hours = Math.floor((now.getTime() - one.stateSince.getTime()) / HOUR_MS)
  const stay = `${afterSaleLabels[one.state].label}已 ${hours} 小时`
  return {
    key: `${one.id}:${one.state}`,
    kind: 'after-sale',
    recordId: one.id,
    recordNo: one.caseNo,
    summary: `订单 ${one.orderNo} ¥${formatYuan(one.amountFen)} ${stay} ${one.itemSummary}`
      .trim()
      .slice(0, 200),
    amountFen: one.amountFen,
  }
}

/** Base scenes that can be run. The others are known but not offered until their data exists. */
export const sceneQueries: Readonly<Record<string, SceneQuery>> = {
  'BS-01': ordersTooLong,
  'BS-06': casesTooLong,
}
