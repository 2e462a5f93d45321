import type {
  BillFile,
  BillKind,
  RefundReport,
  Trade,
  WechatPayPort,
} from '../contexts/payments/port'
import type { PeerTools } from '../runtime/peer-tools'
import type { PeerAnswer } from '../runtime/ports'
import { standbyOf } from './peer-address'
import { alarm, askPeer, jsonOf, type RawAnswer, refused, unknown } from './peer-call'
import { type BillPlace, billPlaceFrom, billTarget, downloadBill } from './wechat-pay-bill'
import { refundFrom, shanghaiStamp, tradeFrom } from './wechat-pay-fields'
import { readNotice } from './wechat-pay-notice'
import {
  authorization,
  type PayKeys,
  payKeys,
  sealed,
  signatureFault,
  signedPayParams,
} from './wechat-pay-signing'

interface Desk {
  readonly tools: PeerTools
  readonly keys: PayKeys
}

const REFUNDS = '/v3/refund/domestic/refunds'

interface PayCall {
  readonly call: string
  readonly method: 'GET' | 'POST'
  readonly target: string
  readonly body?: Readonly<Record<string, unknown>>
  /** The key that sealed fields of the body were made with. */
  readonly sealedWith?: string
}

/**
 * WeChat Pay API v3 of one merchant (IN-039 to IN-055). Sandbox and production differ by address
 * only.
 */
export function createWechatPayClient(tools: PeerTools): WechatPayPort {
  const desk: Desk = { tools, keys: payKeys(tools.config) }
  const { merchantId } = desk.keys
  const notifyUrl = `${tools.config.PUBLIC_BASE_URL.replace(/\/$/, '')}/hooks/wechat-pay/notify`
  const byNumber = (outTradeNo: string) =>
    `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}`
  return {
    prepay: (request) =>
      ask(desk, prepayCall(request, merchantId, notifyUrl), (body) => {
        const prepayId = jsonOf(body)?.prepay_id
        return typeof prepayId === 'string' && prepayId !== '' ? { prepayId } : null
      }),
    payParams: (appId, prepayId) => signedPayParams(desk.keys, { appId, prepayId }, tools.now()),
    query: (outTradeNo) =>
      ask<Trade>(
        desk,
        { call: 'query', method: 'GET', target: `${byNumber(outTradeNo)}?mchid=${merchantId}` },
        (body) => tradeFrom(jsonOf(body)),
      ),
    close: (outTradeNo) =>
      ask<Record<string, never>>(
        desk,
        {
          call: 'close',
          method: 'POST',
          target: `${byNumber(outTradeNo)}/close`,
          body: { mchid: merchantId },
        },
        () => ({}),
      ).then((answer) => (answer.kind === 'done' ? { kind: 'done', value: null } : answer)),
    ...refundCalls(desk, notifyUrl),
    bill: (kind, day) => fetchBill(desk, kind, day),
    seal: (text) => sealed(desk.keys, text),
    readNotice: (headers, body, now) => readNotice(desk.keys, headers, body, now),
    certificates: () => desk.keys.certificates,
  }
}

type RefundCalls = Pick<WechatPayPort, 'refund' | 'refundAbnormal' | 'queryRefund'>

/** IN-049 to IN-054: money back, by our own number; repeating a call never pays twice. */
function refundCalls(desk: Desk, notifyUrl: string): RefundCalls {
  return {
    refund: (request) =>
      ask<RefundReport>(
        desk,
        {
          call: 'refund',
          method: 'POST',
          target: REFUNDS,
          body: {
            out_trade_no: request.outTradeNo,
            out_refund_no: request.outRefundNo,
            reason: request.reason,
            notify_url: notifyUrl,
            amount: { refund: request.refundFen, total: request.totalFen, currency: 'CNY' },
          },
        },
        (body) => refundFrom(jsonOf(body)),
      ),
    refundAbnormal: (request) =>
      ask<RefundReport>(desk, abnormalCall(request), (body) => refundFrom(jsonOf(body))),
    queryRefund: (outRefundNo) =>
      ask<RefundReport>(
        desk,
        {
          call: 'query-refund',
          method: 'GET',
          target: `${REFUNDS}/${encodeURIComponent(outRefundNo)}`,
        },
        (body) => refundFrom(jsonOf(body)),
      ),
  }
}

/** A file that does not match its hash is fetched once more and never read (IN-056). */
async function fetchBill(desk: Desk, kind: BillKind, day: string): Promise<PeerAnswer<BillFile>> {
  const once = async (): Promise<PeerAnswer<BillFile>> => {
    const call = { call: `${kind}-bill`, method: 'GET', target: billTarget(kind, day) } as const
    const place = await ask<BillPlace>(desk, call, (body) => billPlaceFrom(jsonOf(body)))
    return place.kind === 'done' ? downloadBill(desk.tools, desk.keys, place.value) : place
  }
  const first = await once()
  const damaged = first.kind === 'refused' && first.code === 'BILL_HASH_WRONG'
  return damaged ? once() : first
}

function abnormalCall({
  peerRefundId,
  outRefundNo,
  to,
}: Parameters<WechatPayPort['refundAbnormal']>[0]): PayCall {
  const call = {
    call: 'refund-abnormal',
    method: 'POST',
    target: `${REFUNDS}/${encodeURIComponent(peerRefundId)}/apply-abnormal-refund`,
  } as const
  if (to.way === 'merchant-account') {
    return { ...call, body: { out_refund_no: outRefundNo, type: 'MERCHANT_BANK_CARD' } }
  }
  return {
    ...call,
    sealedWith: to.account.keyId,
    body: {
      out_refund_no: outRefundNo,
      type: 'USER_BANK_CARD',
      bank_type: to.bank,
      bank_account: to.account.text,
      real_name: to.holder.text,
    },
  }
}

function prepayCall(
  request: Parameters<WechatPayPort['prepay']>[0],
  merchantId: string,
  notifyUrl: string,
): PayCall {
  return {
    call: 'prepay',
    method: 'POST',
    target: '/v3/pay/transactions/jsapi',
    body: {
      appid: request.appId,
      mchid: merchantId,
      description: request.description,
      out_trade_no: request.outTradeNo,
      time_expire: shanghaiStamp(request.expiresAt),
      notify_url: notifyUrl,
      amount: { total: request.totalFen, currency: 'CNY' },
      payer: { openid: request.payerOpenId },
    },
  }
}

/** One signed call; `read` answers null for a body that is not as documented. */
async function ask<Value>(
  desk: Desk,
  call: PayCall,
  read: (body: Buffer) => Value | null,
): Promise<PeerAnswer<Value>> {
  const { tools, keys } = desk
  const now = tools.now()
  const body = call.body === undefined ? '' : JSON.stringify(call.body)
  const faults: string[] = []
  const askAt = (base: string) =>
    askPeer<Value>(
      tools,
      {
        peer: 'wechat-pay',
        call: call.call,
        method: call.method,
        url: `${base}${call.target}`,
        headers: {
          accept: 'application/json',
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'xietong/1',
          authorization: authorization(
            keys,
            { method: call.method, target: call.target, body },
            now,
          ),
          ...(call.sealedWith ? { 'wechatpay-serial': call.sealedWith } : {}),
        },
        ...(call.method === 'POST' ? { body } : {}),
      },
      (raw) => {
        const fault = trustFault(keys, raw, tools.now())
        if (fault !== null) {
          faults.push(fault)
          return unknown(`应答未通过验签：${fault}`)
        }
        return judge(raw, read)
      },
    )
  const [main = '', standby] = payHosts(tools.config.WXPAY_BASE)
  const first = await askAt(main)
  const unreachable = first.kind === 'refused' && first.code === 'UNREACHABLE'
  const answer = unreachable && standby !== undefined ? await askAt(standby) : first
  for (const fault of faults) {
    const text = `${call.call} 的应答未通过验签：${fault}`
    await alarm(tools, { kind: 'unverified-answer', peer: 'wechat-pay', text })
  }
  return answer
}

/**
 * The main host and, where WeChat Pay has one, the standby host that is asked when it is
 * unreachable.
 */
export function payHosts(base: string): readonly string[] {
  const main = base.replace(/\/$/, '')
  const standby = standbyOf(main)
  return standby === main ? [main] : [main, standby]
}

/**
 * IN-040: a 2xx answer without a right signature is not an answer. Error answers decide nothing by
 * themselves; they may lack a signature, but a wrong one is never believed.
 */
function trustFault(keys: PayKeys, raw: RawAnswer, now: Date): string | null {
  const success = raw.status >= 200 && raw.status < 300
  if (!success && raw.headers['wechatpay-signature'] === undefined) {
    return null
  }
  return signatureFault(keys, raw.headers, raw.body.toString('utf8'), now)
}

function judge<Value>(raw: RawAnswer, read: (body: Buffer) => Value | null): PeerAnswer<Value> {
  if (raw.status === 200 || raw.status === 204) {
    const value = read(raw.body)
    return value === null ? unknown('应答内容不完整') : { kind: 'done', value }
  }
  const fields = jsonOf(raw.body)
  const code = typeof fields?.code === 'string' ? fields.code : ''
  const message = typeof fields?.message === 'string' ? fields.message : `HTTP ${raw.status}`
  if (raw.status >= 500 || code === '') {
    return unknown(`HTTP ${raw.status} ${code}`)
  }
  return refused('wechat-pay', code, message)
}
