import { redact } from '@xietong/domain/peers/redact'
import type { Deps } from '../../runtime/context'
import { type CallbackAnswer, processorOf, type StoredCallback, type Verdict } from './callbacks'
import { insertCallback, markCallback } from './inbox-store'
import { raiseAlarm } from './raise-alarm'

export interface ArrivedCallback {
  readonly peer: string
  readonly kind: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly address: string
}

/** Only what a signature or a clerk needs is kept; nothing else of a stranger's request. */
const KEPT_HEADERS = [
  'wechatpay-serial',
  'wechatpay-timestamp',
  'wechatpay-nonce',
  'wechatpay-signature',
  'wechatpay-signature-type',
  'content-type',
  'user-agent',
  'request-id',
  // WeChat signs its events in the query.
  'wechat-event-query',
]

function keptHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (KEPT_HEADERS.includes(name.toLowerCase())) {
      kept[name.toLowerCase()] = storable(value).slice(0, 1_000)
    }
  }
  return kept
}

/** PostgreSQL cannot store U+0000 or half a surrogate pair; no true callback has either. */
const storable = (text: string) =>
  Buffer.from(text, 'utf8').toString('utf8').replaceAll('\u0000', '\ufffd')

/**
 * IN-004: stores the raw callback first, then verifies and processes it, and answers only when the
 * effect is committed. What fails after storing is processed again by a timer.
 */
export async function receiveCallback(
  deps: Deps,
  arrived: ArrivedCallback,
): Promise<CallbackAnswer> {
  const processor = processorOf(arrived.peer, arrived.kind)
  if (!processor) {
    return { status: 404, body: '' }
  }
  const callback: StoredCallback = {
    id: deps.newId(),
    peer: arrived.peer,
    kind: arrived.kind,
    headers: keptHeaders(arrived.headers),
    body: storable(arrived.body),
    address: arrived.address,
    receivedAt: deps.now(),
  }
  await insertCallback(deps.db, callback)
  return processor.answer(await processCallback(deps, callback))
}

/** Processes a stored callback, for the first time or again; the result is the same (IN-013). */
export async function processCallback(deps: Deps, callback: StoredCallback): Promise<Verdict> {
  const processor = processorOf(callback.peer, callback.kind)
  if (!processor) {
    return { state: 'failed', businessKey: null, note: '没有处理程序', marked: false }
  }
  const verdict = await processor.process(deps, callback).catch((error: unknown): Verdict => {
    deps.log.error({ callbackId: callback.id, err: error }, 'callback not processed')
    return {
      state: 'failed',
      businessKey: null,
      note: String((error as Error).message),
      marked: false,
    }
  })
  if (!verdict.marked) {
    await markCallback(deps.db, callback.id, { ...verdict, note: redact(verdict.note) }, deps.now())
  }
  if (verdict.state === 'bad-signature') {
    await reportForgery(deps, callback, verdict.note)
  }
  return verdict
}

/** IN-009: logged with the address each time, an alarm from three a minute on. */
async function reportForgery(deps: Deps, callback: StoredCallback, note: string): Promise<void> {
  deps.log.warn(
    { callbackId: callback.id, address: callback.address, note },
    'callback not trusted',
  )
  await raiseAlarm(deps, {
    kind: 'forged-callback',
    peer: callback.peer,
    text: `来自 ${callback.address} 的回调验签失败：${note}`,
    threshold: 3,
  })
}
