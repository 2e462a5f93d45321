import type { Channel } from '@xietong/domain/notify/delivery'
import { groupTemplates } from '@xietong/domain/notify/group-templates'
import type { Deps } from '../../runtime/context'
import type { NewDelivery } from './delivery-store'
import { type EventRow, recordNoOf } from './event-store'

/** Who stands for the group and the mailbox in the log: one reader each, so each is told once. */
const GROUP_ID = '00000000-0000-7000-8000-00000000000a'
const MAILBOX_ID = '00000000-0000-7000-8000-00000000000b'

/** Deliveries to groups and mailboxes; they are no persons and have no in-app message. */
export function groupDeliveries(deps: Deps, event: EventRow): NewDelivery[] {
  const template = groupTemplates[event.code]
  const to = (channel: Channel, id: string, recipient: string): NewDelivery => ({
    id: deps.newId(),
    eventId: event.id,
    eventCode: event.code,
    app: 'console',
    subjectId: id,
    personId: id,
    recipient,
    phone: null,
    channel,
    template: event.code,
    recordNo: recordNoOf(event),
  })
  return [
    ...(template?.robot === undefined ? [] : [to('robot', GROUP_ID, '企业微信群')]),
    ...(template?.email === undefined ? [] : [to('email', MAILBOX_ID, '告警邮箱')]),
  ]
}
