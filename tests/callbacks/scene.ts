import { signInAdmin, signInMember } from '../rig/people'
import { type Rig, type RigOptions, startRig } from '../rig/rig'
import { createShop, type Shop, saveAddress } from '../rig/shop'
import { newWechatUser, type WechatUser, wechatCode } from '../rig/wechat'

export interface Signed {
  readonly headers: Record<string, string>
  readonly body: string
}
export interface Buyer {
  readonly token: string
  readonly user: WechatUser
  readonly addressId: string
}
export interface Placed {
  readonly orderId: string
  readonly orderNo: string
  readonly totalFen: number
  readonly outTradeNo: string
  readonly buyer: Buyer
}

/** A shop with buyers whose orders wait for their money: where every callback test begins. */
export interface Scene {
  readonly rig: Rig
  readonly admin: string
  readonly shop: Shop
  newBuyer(): Promise<Buyer>
  /** An unpaid order without a payment attempt. */
  place(buyer?: Buyer): Promise<Omit<Placed, 'outTradeNo'>>
  /** An unpaid order whose payment waits at WeChat Pay. */
  placed(buyer?: Buyer): Promise<Placed>
  act(action: string, body: Record<string, unknown>): Promise<Record<string, unknown>>
  /** A notice as WeChat Pay would sign it, right or with a wished fault. */
  notice(outTradeNo: string, wish?: Record<string, unknown>): Promise<Signed>
  /** Posts to the hook like WeChat Pay does; answers the HTTP status. */
  post(notice: Signed): Promise<number>
  stop(): Promise<void>
}

export async function openScene(options: RigOptions = {}): Promise<Scene> {
  const rig = await startRig(options)
  const admin = await signInAdmin(rig)
  const shop = await createShop(rig, admin, { stock: 100_000 })
  const newBuyer = () => createBuyer(rig)
  const first = await newBuyer()
  const act: Scene['act'] = (action, body) =>
    rig.sandbox.act('wechat-pay', action, body) as Promise<Record<string, unknown>>
  const place: Scene['place'] = (buyer = first) => placeOrder(rig, shop, buyer)
  return {
    rig,
    admin,
    shop,
    newBuyer,
    place,
    async placed(buyer = first) {
      const order = await place(buyer)
      return { ...order, outTradeNo: await startPayment(rig, order) }
    },
    act,
    notice: (outTradeNo, wish = {}) =>
      act('build-notice', { outTradeNo, ...wish }) as unknown as Promise<Signed>,
    async post({ headers, body }) {
      const response = await fetch(`${rig.baseUrl}/hooks/wechat-pay/notify`, {
        method: 'POST',
        headers,
        body,
      })
      await response.arrayBuffer()
      return response.status
    },
    stop: () => rig.stop(),
  }
}

async function createBuyer(rig: Rig): Promise<Buyer> {
  const { token, phone } = await signInMember(rig)
  const user = await newWechatUser(rig, phone)
  return { token, user, addressId: await saveAddress(rig, token) }
}

async function placeOrder(rig: Rig, shop: Shop, buyer: Buyer) {
  const lines = [{ kind: 'package' as const, itemId: shop.packageId, quantity: 1 }]
  const quote = await rig.do(buyer.token, 'orders.quoteOrder', {
    lines,
    addressId: buyer.addressId,
  })
  const { orderId, orderNo, totalFen } = await rig.do(buyer.token, 'orders.placeOrder', {
    lines,
    addressId: buyer.addressId,
    expectedTotalFen: quote.totalFen,
    fromCart: false,
    remark: '',
  })
  return { orderId, orderNo, totalFen, buyer }
}

/** Presses 立即支付; the payer has not paid yet. */
export async function startPayment(
  rig: Rig,
  order: { orderId: string; buyer: Buyer },
): Promise<string> {
  const code = await wechatCode(rig, order.buyer.user.id)
  await rig.do(order.buyer.token, 'orders.payOrder', { orderId: order.orderId, wechatCode: code })
  const { rows } = await rig.db.query(
    'select out_trade_no from payments.attempt where order_id = $1 order by created_at desc limit 1',
    [order.orderId],
  )
  return rows[0].out_trade_no
}
