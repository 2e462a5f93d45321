import type { Deps } from '../../runtime/context'
import type { CallbackProcessor, StoredCallback, Verdict } from '../peers'
import { reportDelivery } from './delivery-log-store'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

interface Report {
  readonly serialNo: string
  readonly deliveryId: string | null
  readonly delivered: boolean
  readonly reason: string
}

/**
 * Delivery reports of the SMS provider (IN-064). They carry no signature, so they only ever move
 * the
 * state of a message that we know; an unknown serial number is kept in the inbox and changes
 * nothing.
 */
async function process(deps: Deps, callback: StoredCallback): Promise<Verdict> {
  const reports = reportsIn(callback.body)
  if (reports === null) {
    return { state: 'failed', businessKey: null, note: '内容不是状态报告', marked: false }
  }
  let matched = 0
  for (const report of reports) {
    matched += await reportDelivery(deps.db, report, { id: deps.newId(), now: deps.now() })
  }
  return {
    state: 'done',
    businessKey: reports[0]?.serialNo.slice(0, 80) ?? null,
    note: matched > 0 ? '' : '验证码或未知短信的报告，没有变化',
    marked: false,
  }
}

function reportsIn(body: string): Report[] | null {
  try {
    const value: unknown = JSON.parse(body)
    return Array.isArray(value) ? value.slice(0, 200).flatMap(reportFrom) : null
  } catch {
    return null
  }
}

function reportFrom(value: unknown): Report[] {
  const { sid, ext, report_status, errmsg, description } = (value ?? {}) as Record<string, unknown>
  if (typeof sid !== 'string' || sid === '') {
    return []
  }
  const delivered = report_status === 'SUCCESS'
  return [
    {
      serialNo: sid.slice(0, 100),
      deliveryId: typeof ext === 'string' && UUID.test(ext) ? ext : null,
      delivered,
      reason: delivered ? '' : `${String(errmsg ?? '')} ${String(description ?? '')}`.trim(),
    },
  ]
}

export const smsReport: CallbackProcessor = {
  process,
  answer: (verdict) =>
    verdict.state === 'failed'
      ? { status: 400, body: '{"result":1,"errmsg":"FORMAT"}' }
      : { status: 200, body: '{"result":0,"errmsg":"OK"}' },
}
