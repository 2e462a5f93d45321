import type { Deps } from '../../runtime/context'
import {
  type CallbackProcessor,
  markCallback,
  raiseAlarm,
  type StoredCallback,
  type Verdict,
} from '../peers'
import { applyRefund } from './apply-refund'
import type { Notice, NoticeFault } from './port'
import { settleTrade } from './settle'

const faultNotes: Readonly<Record<NoticeFault, string>> = {
  missing: '缺少签名',
  probe: '签名探测',
  expired: '时间戳超出 5 分钟',
  'unknown-key': '公钥编号未知',
  'bad-signature': '签名错误',
  'bad-cipher': '密文无法解开',
  'bad-content': '内容不完整',
  'other-merchant': '其他商户的通知',
  unsupported: '不处理的事件',
}
const untrusted: readonly NoticeFault[] = [
  'missing',
  'probe',
  'expired',
  'unknown-key',
  'bad-signature',
]

const plain = (state: Verdict['state'], note: string): Verdict => ({
  state,
  businessKey: null,
  note,
  marked: false,
})

/**
 * A notice of WeChat Pay (IN-044, IN-053): verified over the raw body, then booked in one
 * transaction
 * with its inbox row. The time window is that of its arrival, so that a stored one can be replayed.
 */
async function process(deps: Deps, callback: StoredCallback): Promise<Verdict> {
  const read = deps.ports.wechatPay.readNotice(callback.headers, callback.body, callback.receivedAt)
  if (read.ok) {
    return book(deps, callback, read.notice)
  }
  const note = faultNotes[read.reason]
  if (untrusted.includes(read.reason)) {
    return plain('bad-signature', note)
  }
  if (read.reason === 'unsupported') {
    return plain('unmatched', note)
  }
  await reportUnreadable(deps, callback, note)
  return plain('failed', note)
}

/** A younger one is processed for the first time; later tries of it tell nobody again. */
const FIRST_TRY_MS = 10_000

/** IN-045: rightly signed and still not readable means that a key is wrong; a person must know. */
async function reportUnreadable(deps: Deps, callback: StoredCallback, note: string): Promise<void> {
  if (deps.now().getTime() - callback.receivedAt.getTime() < FIRST_TRY_MS) {
    const text = `微信支付通知无法处理：${note}`
    await raiseAlarm(deps, { kind: 'notice-unreadable', peer: 'wechat-pay', text })
  }
}

async function book(deps: Deps, callback: StoredCallback, notice: Notice): Promise<Verdict> {
  const businessKey = notice.kind === 'trade' ? notice.trade.outTradeNo : notice.refund.outRefundNo
  let verdict = plain('done', '')
  const mark = async (
    ctx: Parameters<NonNullable<Parameters<typeof settleTrade>[2]>>[0],
    what: string,
  ) => {
    const state = what === 'unmatched' ? 'unmatched' : 'done'
    verdict = { state, businessKey, note: outcomeNotes[what] ?? '', marked: true }
    await markCallback(ctx.tx, callback.id, verdict, ctx.now)
  }
  if (notice.kind === 'trade') {
    await settleTrade(deps, notice.trade, mark)
  } else {
    await applyRefund(deps, notice.refund, { within: mark })
  }
  return verdict
}

const outcomeNotes: Readonly<Record<string, string>> = {
  settled: '已入账',
  known: '重复通知，没有变化',
  late: '关单后到账，已自动退款',
  irregular: '与支付单不一致，记为异常收款',
  unmatched: '没有对应的单据',
  unpaid: '不是成功的支付',
  moved: '退款状态已更新',
}

const fail = (status: number, message: string) => ({
  status,
  body: JSON.stringify({ code: 'FAIL', message }),
})

/**
 * Duplicates are a success; what was not believed or not committed is an error, so WeChat
 * repeats.
 */
export const wechatPayNotice: CallbackProcessor = {
  process,
  answer(verdict) {
    switch (verdict.state) {
      case 'done':
      case 'unmatched':
        return { status: 204, body: '' }
      case 'bad-signature':
        return fail(401, '验签失败')
      case 'failed':
        return fail(verdict.businessKey === null ? 400 : 500, '未能处理')
    }
  },
}
