import { nextDeliveryTry } from '@xietong/domain/notify/delivery'
import { type SubscriptionSetting, settingKey } from '@xietong/domain/notify/subscription-settings'
import { messageTemplates } from '@xietong/domain/notify/templates'
import type { Deps } from '../../runtime/context'
import { whyOff } from './channel-states'
import { recordDelivery } from './delivery-log-store'
import {
  claimDeliveries,
  type Delivery,
  type DeliveryOutcome,
  insertDeliveries,
} from './delivery-store'
import { type EventRow, findEvent } from './event-store'
import { renderedText } from './rendered'
import { sendPlain } from './send-plain'
import { sendSms } from './send-sms'
import { sendSubscription } from './send-subscription'
import { ended, type Sending } from './sending'
import { subscriptionSettings } from './subscription-store'

const GROUP = 10
const LEASE_MS = 30_000

/**
 * Sends what is due, several at a time, with no transaction open during a call (NT-003, NT-004).
 */
export async function sendDeliveries(deps: Deps, deadline: Date): Promise<number> {
  let handled = 0
  while (deps.now() < deadline) {
    const now = deps.now()
    const until = new Date(now.getTime() + LEASE_MS)
    const due = await claimDeliveries(deps.db, now, { until, limit: GROUP })
    if (due.length === 0) {
      break
    }
    await Promise.all(due.map((delivery) => handle(deps, delivery)))
    handled += due.length
  }
  return handled
}

async function handle(deps: Deps, delivery: Delivery): Promise<void> {
  const event = await findEvent(deps.db, delivery.event_id)
  const settings = await subscriptionSettings(deps.db)
  const sending = await attempt(deps, delivery, { event, settings }).catch(
    (error: unknown): Sending => {
      deps.log.error({ deliveryId: delivery.id, err: error }, 'delivery failed')
      return { kind: 'retry', reason: '发送出错' }
    },
  )
  const outcome = outcomeOf(deps, delivery, sending)
  const recorded = await recordDelivery(deps.db, delivery, outcome, {
    id: deps.newId(),
    now: deps.now(),
    rendered: event && renderedText(delivery, event, settings),
  })
  const undelivered = outcome.state === 'no-consent' || outcome.state === 'failed'
  if (recorded && undelivered && delivery.channel === 'subscription') {
    await fallBack(deps, delivery)
  }
}

interface Content {
  readonly event: EventRow | null
  readonly settings: ReadonlyMap<string, SubscriptionSetting>
}

async function attempt(
  deps: Deps,
  delivery: Delivery,
  { event, settings }: Content,
): Promise<Sending> {
  // A worker died while it was sending: it may have arrived, so it is never sent again by itself.
  if (delivery.before === 'sending') {
    return ended('unknown', '发送中断，结果未知')
  }
  const off = await whyOff(deps, delivery.channel)
  if (off !== null) {
    return ended('skipped', `渠道停用：${off}`)
  }
  if (!event) {
    return ended('failed', '事件不存在')
  }
  const template = messageTemplates[delivery.event_code]?.[delivery.app]
  if (delivery.channel === 'subscription') {
    const key = settingKey({ eventCode: delivery.event_code, app: delivery.app })
    const content = settings.get(key)
    return content
      ? sendSubscription(deps, delivery, { event, content })
      : ended('failed', '模板不存在')
  }
  if (delivery.channel === 'sms' && template?.sms) {
    return sendSms(deps, delivery, { event, content: template.sms })
  }
  return sendPlain(deps, delivery, event)
}

function outcomeOf(deps: Deps, delivery: Delivery, sending: Sending): DeliveryOutcome {
  if (sending.kind === 'ended') {
    const { state, reason, serialNo } = sending
    return { state, reason, nextAt: null, serialNo }
  }
  const nextAt = nextDeliveryTry(delivery.attempts, deps.now())
  return nextAt
    ? { state: 'retrying', reason: sending.reason, nextAt, serialNo: null }
    : { state: 'failed', reason: sending.reason, nextAt: null, serialNo: null }
}

/** NT-037, IN-031: what the subscription could not tell goes by SMS where the event says so. */
async function fallBack(deps: Deps, delivery: Delivery): Promise<void> {
  const sms = messageTemplates[delivery.event_code]?.[delivery.app]?.sms
  if (!sms?.onlyAsFallback || delivery.phone === null) {
    return
  }
  const fallback = {
    id: deps.newId(),
    eventId: delivery.event_id,
    eventCode: delivery.event_code,
    app: delivery.app,
    subjectId: delivery.subject_id,
    personId: delivery.person_id,
    recipient: delivery.recipient,
    phone: delivery.phone,
    channel: 'sms',
    template: sms.template,
    recordNo: delivery.record_no,
  } as const
  await insertDeliveries(deps.db, [fallback], deps.now())
}
