import { fill } from '@xietong/domain/notify/fields'
import { smsVariable } from '@xietong/domain/notify/sms-templates'
import type { MessageTemplate } from '@xietong/domain/notify/templates'
import type { Deps } from '../../runtime/context'
import type { Delivery } from './delivery-store'
import type { EventRow } from './event-store'
import { wasRead } from './message-store'
import { ended, type Sending } from './sending'

interface Content {
  readonly event: EventRow
  readonly content: NonNullable<MessageTemplate['sms']>
}

/** IN-060, NT-004: the delivery's id is the message key; an unclear result waits for the report. */
export async function sendSms(
  deps: Deps,
  delivery: Delivery,
  { event, content }: Content,
): Promise<Sending> {
  if (delivery.phone === null) {
    return ended('skipped', '没有手机号')
  }
  if (content.afterUnreadMinutes !== undefined && (await isKnown(deps, delivery))) {
    return ended('skipped', '站内消息已读')
  }
  const answer = await deps.ports.sms.send({
    phone: delivery.phone,
    template: content.template,
    parameters: content.parameters.map((pattern) => smsVariable(fill(pattern, event.variables))),
    messageKey: delivery.id,
  })
  switch (answer.kind) {
    case 'done':
      return ended('sent', '', answer.value.serialNo)
    case 'unknown':
      return ended('unknown', answer.message)
    case 'refused':
      return answer.retry
        ? { kind: 'retry', reason: `${answer.code} ${answer.message}` }
        : ended('failed', `${answer.code} ${answer.message}`)
  }
}

async function isKnown(deps: Deps, delivery: Delivery): Promise<boolean> {
  const { event_id: eventId, app, subject_id: subjectId } = delivery
  return wasRead(deps.db, { eventId, app, subjectId })
}
