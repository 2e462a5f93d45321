import { type Json, listOf, recordOf, textOf } from '../../core/json'
import type { KnownPayment } from '../../core/peer'
import { wechatCarriers } from '../../seed/carriers'
import type { AppName } from '../../seed/people'
import { type ShippingReport, type WechatDesk, WechatRefusal } from './records'

/** Express, same-city, virtual goods, pick-up. */
const EXPRESS = 1
const UNIFIED = 1
const SPLIT = 2
const MAX_PARCELS = 15

/** POST /wxa/sec/order/upload_shipping_info with the platform's own rules (IN-035). */
export function uploadShipping(desk: WechatDesk, app: AppName, body: Json): Json {
  const payment = findPayment(desk, recordOf(body.order_key))
  if (payment.openid !== textOf(recordOf(body.payer).openid)) {
    throw new WechatRefusal(10060031, '该笔支付单不属于 openid 所指定的用户')
  }
  if (payment.appid !== desk.kit.keys.apps[app].appid) {
    throw new WechatRefusal(10060001, '支付单不存在')
  }
  const before = desk.reports.get(payment.transactionId)
  if (before && before.orderState >= 3) {
    throw new WechatRefusal(10060002, '支付单已完成发货，无法继续发货')
  }
  if (payment.refunded) throw new WechatRefusal(10060004, '支付单处于不可发货的状态')
  const draft = readReport(body)
  checkUploadTime(before, draft.uploadTime)
  const report = nextReport(payment, before, draft)
  desk.reports.put(payment.transactionId, report)
  desk.kit.log.effect('shipping-report', `${payment.outTradeNo}/${draft.uploadTime}`, now(desk))
  return { errcode: 0, errmsg: 'ok' }
}

const now = (desk: WechatDesk): Date => desk.kit.clock.now()

function findPayment(desk: WechatDesk, key: Json): KnownPayment {
  const type = key.order_number_type
  const { payments } = desk.kit.world
  if (type === 1) {
    if (textOf(key.mchid) === '') throw new WechatRefusal(268485196, 'mchid 不能为空')
    if (textOf(key.out_trade_no) === '') throw new WechatRefusal(268485197, 'out_trade_no 不能为空')
    return known(payments.byNumber(textOf(key.mchid), textOf(key.out_trade_no)))
  }
  if (type !== 2) throw new WechatRefusal(268485194, '订单单号类型非法')
  if (textOf(key.transaction_id) === '')
    throw new WechatRefusal(268485195, 'transaction_id 不能为空')
  return known(payments.byTransaction(textOf(key.transaction_id)))
}

function known(payment: KnownPayment | undefined): KnownPayment {
  if (!payment) throw new WechatRefusal(10060001, '支付单不存在')
  return payment
}

interface ReportDraft {
  logisticsType: number
  deliveryMode: number
  isAllDelivered: boolean
  uploadTime: string
  shippingList: Json[]
}

function readReport(body: Json): ReportDraft {
  const logisticsType = body.logistics_type
  const deliveryMode = body.delivery_mode
  if (typeof logisticsType !== 'number' || ![1, 2, 3, 4].includes(logisticsType)) {
    throw new WechatRefusal(10060005, '物流类型有误')
  }
  if (deliveryMode !== UNIFIED && deliveryMode !== SPLIT) {
    throw new WechatRefusal(268485224, '发货模式非法')
  }
  if (deliveryMode === SPLIT && logisticsType !== EXPRESS) {
    throw new WechatRefusal(10060006, '非快递发货时不允许分拆发货')
  }
  if (deliveryMode === SPLIT && typeof body.is_all_delivered !== 'boolean') {
    throw new WechatRefusal(10060007, '分拆发货模式下必须填写 is_all_delivered 字段')
  }
  const shippingList = listOf(body.shipping_list).map(recordOf)
  checkParcels(shippingList, deliveryMode)
  for (const parcel of shippingList) checkParcel(parcel, logisticsType)
  return {
    logisticsType,
    deliveryMode,
    isAllDelivered: deliveryMode === UNIFIED || body.is_all_delivered === true,
    uploadTime: textOf(body.upload_time),
    shippingList,
  }
}

function checkParcels(list: Json[], deliveryMode: number): void {
  if (list.length === 0) throw new WechatRefusal(268485226, '物流信息列表不能为空')
  if (deliveryMode === UNIFIED && list.length !== 1) {
    throw new WechatRefusal(268485226, '统一发货模式下物流信息列表长度必须为 1')
  }
  if (list.length > MAX_PARCELS) {
    throw new WechatRefusal(268485226, '分拆发货模式下物流信息列表长度不能超过 15')
  }
}

function checkParcel(parcel: Json, logisticsType: number): void {
  const item = textOf(parcel.item_desc)
  if (item === '') throw new WechatRefusal(10060008, '商品描述 item_desc 字段不能为空')
  if ([...item].length > 120) throw new WechatRefusal(10060009, '商品描述 item_desc 字段太长')
  if (logisticsType !== EXPRESS) return
  const number = textOf(parcel.tracking_no)
  if (number === '' || number.length > 128) {
    throw new WechatRefusal(10060014, '参数错误：物流单号 tracking_no 不能为空且不超过 128 个字符')
  }
  const company = textOf(parcel.express_company)
  if (!wechatCarriers.has(company)) {
    throw new WechatRefusal(10060019, '参数错误：物流公司编码 express_company 不存在')
  }
  if (company === 'SF') checkContact(recordOf(parcel.contact))
}

/** SF shows a route only with a contact; it must be masked, four digits at the end stay. */
function checkContact(contact: Json): void {
  const phones = [textOf(contact.consignor_contact), textOf(contact.receiver_contact)]
  const given = phones.filter((phone) => phone !== '')
  if (given.length === 0) {
    throw new WechatRefusal(10060014, '参数错误：顺丰快递的联系方式 contact 不能为空')
  }
  for (const phone of given) {
    if (!/\*+.*\d{4}$/.test(phone)) {
      throw new WechatRefusal(10060014, '参数错误：联系方式须做掩码，最后 4 位数字不能打掩码')
    }
  }
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

function checkUploadTime(before: ShippingReport | undefined, uploadTime: string): void {
  if (!RFC3339.test(uploadTime)) {
    throw new WechatRefusal(268485216, '上传时间非法，请按照 RFC 3339 格式填写')
  }
  if (before && Date.parse(uploadTime) <= Date.parse(before.lastUploadTime)) {
    throw new WechatRefusal(268485216, '上传时间必须晚于上一次上传时间')
  }
}

/** Within a split the list grows; after all is sent one correction is allowed. */
function nextReport(
  payment: KnownPayment,
  before: ShippingReport | undefined,
  draft: ReportDraft,
): ShippingReport {
  const correcting = before?.finished === true
  if (correcting && before.reshipUsed) {
    throw new WechatRefusal(10060003, '支付单已使用重新发货机会')
  }
  const growing = before !== undefined && !correcting && draft.deliveryMode === SPLIT
  const shippingList = growing
    ? [...before.shippingList, ...draft.shippingList]
    : draft.shippingList
  if (shippingList.length > MAX_PARCELS) {
    throw new WechatRefusal(268485226, '分拆发货模式下物流信息列表长度不能超过 15')
  }
  return {
    transactionId: payment.transactionId,
    orderState: draft.isAllDelivered ? 2 : 1,
    logisticsType: draft.logisticsType,
    deliveryMode: draft.deliveryMode,
    isAllDelivered: draft.isAllDelivered,
    uploads: (before?.uploads ?? 0) + 1,
    reshipUsed: correcting,
    lastUploadTime: draft.uploadTime,
    shippingList,
    finished: draft.isAllDelivered,
    receivedAt: '',
  }
}

/** POST /wxa/sec/order/get_order (IN-036). */
export function getOrder(desk: WechatDesk, body: Json): Json {
  const payment = known(
    textOf(body.transaction_id) === ''
      ? desk.kit.world.payments.byNumber(textOf(body.merchant_id), textOf(body.merchant_trade_no))
      : desk.kit.world.payments.byTransaction(textOf(body.transaction_id)),
  )
  const report = desk.reports.get(payment.transactionId)
  const paidAt = Math.floor(Date.parse(payment.paidAt) / 1000)
  return {
    errcode: 0,
    errmsg: 'ok',
    order: {
      transaction_id: payment.transactionId,
      merchant_id: payment.mchid,
      merchant_trade_no: payment.outTradeNo,
      description: payment.description,
      paid_amount: payment.totalFen,
      openid: payment.openid,
      trade_create_time: paidAt,
      pay_time: paidAt,
      in_complaint: false,
      order_state: payment.refunded ? 5 : (report?.orderState ?? 1),
      shipping: {
        delivery_mode: report?.deliveryMode ?? 0,
        logistics_type: report?.logisticsType ?? 0,
        finish_shipping: report?.finished ?? false,
        finish_shipping_count: report?.uploads ?? 0,
        goods_desc: '',
        shipping_list: report?.shippingList ?? [],
      },
    },
  }
}
