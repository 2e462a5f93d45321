import { paymentsTimers } from '../../cloudfunctions/contexts/payments/timers'
import { drainOutbox } from '../../cloudfunctions/contexts/peers'
import { openScene, type Placed, type Scene } from './scene'

export interface PaidOrder extends Placed {
  readonly lineId: string
  readonly unitFen: number
}

/** A scene whose refunds end when the test says so, with what buyers and clerks do about them. */
export interface RefundScene extends Scene {
  paid(): Promise<PaidOrder>
  /** Asks one piece's money back, all of it or less; answers the case. */
  claim(order: PaidOrder, amountFen?: number): Promise<string>
  approve(caseId: string): Promise<{ ok: boolean; code?: string }>
  caseOf(order: Placed, caseId: string): Promise<{ state: string; doneAt: string | null }>
  refundsOf(order: Placed): Promise<MonitoredRefund[]>
  /** Sends what waits in the outbox and is due. */
  drain(): Promise<unknown>
  runTimer(name: string): Promise<void>
  /** WeChat Pay ends a refund and tells; the hook has heard it when this returns. */
  told(outRefundNo: string, state: 'SUCCESS' | 'CLOSED' | 'ABNORMAL'): Promise<void>
  /** WeChat Pay ends a refund and every notice of it is lost. */
  untold(outRefundNo: string, state: 'SUCCESS' | 'CLOSED' | 'ABNORMAL'): Promise<void>
  /** How often WeChat Pay did something with a number: `refund-paid`, `refund-returned` … */
  effects(kind: string, key: string): number
  fault(body: Record<string, unknown>): void
}

export interface MonitoredRefund {
  readonly id: string
  readonly outRefundNo: string
  readonly state: string
  readonly problem: string
  readonly tries: number
}

/** A notice is delivered in the background; one that is not taken fails the test. */
const TURNS = 200

export async function openRefundScene(): Promise<RefundScene> {
  const scene = await openScene()
  await scene.act('set', { refundMode: 'manual' })
  const { rig } = scene
  const open = rig.sandbox.peers.get('wechat-pay')
  if (!open) throw new Error('the sandbox has no WeChat Pay')
  const { kit } = open
  const fault = (body: Record<string, unknown>) =>
    void kit.faults.add(body, rig.sandbox.clock.now())
  const told: RefundScene['told'] = async (outRefundNo, state) => {
    await scene.act('settle-refund', { outRefundNo, state })
    const open = () =>
      kit.deliveries.list().filter((one) => one.key === outRefundNo && one.state !== 'done')
    for (let turn = 0; turn < TURNS && open().length > 0; turn++) {
      await rig.sandbox.tick()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    if (open().length > 0) {
      throw new Error(`the notice was not taken: ${JSON.stringify(open())}`)
    }
  }
  return {
    ...scene,
    told,
    fault,
    paid: () => paidOrder(scene),
    async claim(order, amountFen = order.unitFen) {
      const { caseId } = await rig.do(order.buyer.token, 'orders.applyAfterSale', {
        orderId: order.orderId,
        type: 'refund',
        reason: '不想要了',
        description: '',
        pictures: [],
        lines: [{ lineId: order.lineId, quantity: 1, amountFen }],
        freightFen: 0,
      })
      return caseId
    },
    approve: (caseId) => rig.call(scene.admin, 'orders.approveAfterSale', { caseId, note: '' }),
    caseOf: (order, caseId) => rig.do(order.buyer.token, 'orders.getMyAfterSale', { caseId }),
    async refundsOf(order) {
      const filter = { orderNo: order.orderNo }
      const input = { filter, size: 100 as const, sort: 'createdAt' as const }
      return (await rig.do(scene.admin, 'payments.listRefunds', input)).rows
    },
    drain: () => drainOutbox(rig.deps, new Date(rig.now().getTime() + 10_000)),
    async runTimer(name) {
      const timer = paymentsTimers.find((one) => one.name === name)
      if (!timer) throw new Error(`there is no timer ${name}`)
      await timer.run(rig.deps, rig.now())
    },
    async untold(outRefundNo, state) {
      fault({ kind: 'drop', on: 'callback', match: outRefundNo, times: 20 })
      await scene.act('settle-refund', { outRefundNo, state })
    },
    effects: (kind, key) =>
      kit.log.effects().filter((effect) => effect.kind === kind && effect.key === key).length,
  }
}

async function paidOrder(scene: Scene): Promise<PaidOrder> {
  const order = await scene.placed()
  const { token } = order.buyer
  await scene.act('pay', { outTradeNo: order.outTradeNo, notify: 'none' })
  await scene.rig.do(token, 'orders.checkPayment', { orderId: order.orderId })
  const { lines } = await scene.rig.do(token, 'orders.quoteAfterSale', { orderId: order.orderId })
  const { lineId = '', unitFen = 0 } = lines[0] ?? {}
  return { ...order, lineId, unitFen }
}
