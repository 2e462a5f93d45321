import type { Deps } from '../../runtime/context'
import type { PeerAnswer } from '../../runtime/ports'
import { shippingPaymentOf } from '../orders'
import type { QueryAnswer, Sender } from '../peers'
import { carrierOf, loadCarriers, type OfferedCarrier } from './carrier-store'
import {
  markReported,
  markSubscribed,
  type Parcel,
  selectParcel,
  selectParcels,
  setHint,
} from './parcel-store'

const EXPRESS = 1
const UNIFIED = 1
const SPLIT = 2
const gone = (what: string): PeerAnswer<never> => ({
  kind: 'refused',
  code: 'GONE',
  message: what,
  retry: false,
})

async function parcelOf(deps: Deps, payload: Readonly<Record<string, unknown>>) {
  return selectParcel(deps.db, String(payload.parcelId))
}

/**
 * IN-035: one report per parcel with the time that was fixed when it was shipped. WeChat takes them
 * in the order of their times only, so a parcel waits until the ones before it are told.
 */
async function reportShipping(deps: Deps, payload: Readonly<Record<string, unknown>>) {
  const parcel = await parcelOf(deps, payload)
  const payment = parcel && (await shippingPaymentOf(deps.db, parcel.orderId))
  if (!parcel || !payment) {
    return gone('没有可上报的包裹或支付')
  }
  const parcels = await selectParcels(deps.db, parcel.orderId)
  const before = parcels.filter(({ reportAt }) => reportAt < parcel.reportAt)
  if (before.some(({ reportedAt }) => reportedAt === null)) {
    const message = '等待同一订单前一个包裹上报'
    return { kind: 'refused', code: 'WAITING', message, retry: true } as const
  }
  const whole = before.length === 0 && parcel.allDelivered
  const answer = await deps.ports.wechat.reportShipping('member', {
    outTradeNo: payment.outTradeNo,
    payerOpenId: payment.payerOpenId,
    logisticsType: EXPRESS,
    deliveryMode: whole ? UNIFIED : SPLIT,
    allDelivered: parcel.allDelivered,
    items: [itemOf(parcel, await loadCarriers(deps.db))],
    uploadedAt: parcel.reportAt,
  })
  if (answer.kind === 'done') {
    await markReported(deps.db, parcel.id, deps.now())
  }
  return answer
}

function itemOf(parcel: Parcel, carriers: readonly OfferedCarrier[]) {
  const carrier = carriers.find(({ code }) => code === parcel.carrierCode)
  return {
    trackingNo: parcel.trackingNo,
    carrier: carrier?.wechat ?? '',
    description: parcel.lines.map(({ name, quantity }) => `${name}×${quantity}`).join('，'),
    receiverPhone: parcel.recipientPhone,
  }
}

/** IN-006: after a silence WeChat is asked which parcels it knows before the report is repeated. */
async function queryReport(
  deps: Deps,
  payload: Readonly<Record<string, unknown>>,
): Promise<QueryAnswer> {
  const parcel = await parcelOf(deps, payload)
  const payment = parcel && (await shippingPaymentOf(deps.db, parcel.orderId))
  if (!parcel || !payment) {
    return gone('没有可上报的包裹或支付')
  }
  const known = await deps.ports.wechat.reportedParcels('member', payment.outTradeNo)
  if (known.kind !== 'done') {
    return known
  }
  if (!known.value.includes(parcel.trackingNo)) {
    return { kind: 'absent' }
  }
  await markReported(deps.db, parcel.id, deps.now())
  return { kind: 'done', value: null }
}

/**
 * DL-114: WeChat learns of a number that was corrected. While parcels are still to come it is one
 * more parcel of the list; after the last one the whole list is told anew, which WeChat allows once
 * (IN-035: 10060003 after that is final, and a person is told).
 */
async function correctShipping(deps: Deps, payload: Readonly<Record<string, unknown>>) {
  const parcel = await parcelOf(deps, payload)
  const payment = parcel && (await shippingPaymentOf(deps.db, parcel.orderId))
  if (!parcel || !payment || parcel.correctedAt === null) {
    return gone('没有可更正的包裹或支付')
  }
  if (parcel.version !== payload.version) {
    return gone('运单号之后又更正过，以最后一次为准')
  }
  if (parcel.reportedAt === null) {
    const message = '等待包裹第一次上报'
    return { kind: 'refused', code: 'WAITING', message, retry: true } as const
  }
  // The first report may have carried the new number already: the one correction is kept then.
  const known = await queryCorrection(deps, payload)
  if (known.kind !== 'absent') {
    return known.kind === 'done' ? ({ kind: 'done', value: null } as const) : known
  }
  const parcels = await selectParcels(deps.db, parcel.orderId)
  const isWhole = parcels.some((one) => one.allDelivered && one.reportedAt !== null)
  const told = isWhole ? parcels : [parcel]
  const carriers = await loadCarriers(deps.db)
  return deps.ports.wechat.reportShipping('member', {
    outTradeNo: payment.outTradeNo,
    payerOpenId: payment.payerOpenId,
    logisticsType: EXPRESS,
    deliveryMode: isWhole && told.length === 1 ? UNIFIED : SPLIT,
    allDelivered: isWhole,
    items: told.map((one) => itemOf(one, carriers)),
    uploadedAt: parcel.correctedAt,
  })
}

/** After a silence: whether WeChat knows the new number already. */
async function queryCorrection(
  deps: Deps,
  payload: Readonly<Record<string, unknown>>,
): Promise<QueryAnswer> {
  const parcel = await parcelOf(deps, payload)
  const payment = parcel && (await shippingPaymentOf(deps.db, parcel.orderId))
  if (!parcel || !payment) {
    return gone('没有可更正的包裹或支付')
  }
  const known = await deps.ports.wechat.reportedParcels('member', payment.outTradeNo)
  if (known.kind !== 'done') {
    return known
  }
  return known.value.includes(parcel.trackingNo)
    ? { kind: 'done', value: null }
    : { kind: 'absent' }
}

const SILENT = '物流查询服务暂时不可用，显示的是最近一次的物流信息'

/** IN-085: subscribing again is harmless, so an unknown outcome is simply repeated. */
async function subscribeTracking(deps: Deps, payload: Readonly<Record<string, unknown>>) {
  const parcel = await parcelOf(deps, payload)
  const carrier = parcel && (await carrierOf(deps.db, parcel.carrierCode))
  if (!parcel || !carrier?.kuaidi) {
    return gone('没有可订阅的包裹')
  }
  const answer = await deps.ports.tracking.subscribe({
    carrier: carrier.kuaidi,
    trackingNo: parcel.trackingNo,
    phone: carrier.needsPhone ? parcel.recipientPhone : '',
  })
  await (answer.kind === 'done'
    ? markSubscribed(deps.db, parcel.id, deps.now())
    : setHint(deps.db, parcel.id, SILENT))
  return answer
}

export const fulfilmentSenders: Readonly<Record<string, Sender>> = {
  'report-shipping': { send: reportShipping, query: queryReport, repeatable: false },
  'correct-shipping': { send: correctShipping, query: queryCorrection, repeatable: false },
  'subscribe-tracking': { send: subscribeTracking, repeatable: true },
}
