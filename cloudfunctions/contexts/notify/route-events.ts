import { MINUTE_MS } from '@xietong/domain/kernel/time'
import { deduplicationKey, deduplicationMs } from '@xietong/domain/notify/deduplication'
import { fill } from '@xietong/domain/notify/fields'
import { type SubscriptionSetting, settingKey } from '@xietong/domain/notify/subscription-settings'
import {
  type MessageApp,
  type MessageTemplate,
  messageTemplates,
  plannedDeliveries,
} from '@xietong/domain/notify/templates'
import type { Deps } from '../../runtime/context'
import type { Tx } from '../../runtime/database'
import type { ResolvedRecipient } from '../../runtime/questions'
import { inTransaction } from '../../runtime/run-command'
import { insertDeliveries, type NewDelivery } from './delivery-store'
import { type EventRow, postponeRouting, recordNoOf, takeToRoute } from './event-store'
import { groupDeliveries } from './group-deliveries'
import { insertMessages, type NewMessage } from './message-store'
import { takeRobotTurns } from './robot-turn-store'
import { subscriptionSettings } from './subscription-store'
import { takeKeys } from './told-store'

const GROUP = 20
const AFTER_FAILURE_MS = 5 * MINUTE_MS

/**
 * Makes the deliveries and in-app messages of recorded events, each event in the transaction that
 * takes it off the list (NT-003). An event that cannot be routed is put off alone and logged.
 */
export async function routeEvents(deps: Deps, deadline: Date): Promise<number> {
  let routed = 0
  while (deps.now() < deadline) {
    const count = await routeGroup(deps, GROUP).catch((error: unknown) => groupFailed(deps, error))
    routed += count
    if (count === 0) {
      break
    }
  }
  return routed
}

async function routeGroup(deps: Deps, limit: number): Promise<number> {
  return inTransaction(deps, async (tx) => {
    const events = await takeToRoute(tx, deps.now(), limit)
    const deliveries: NewDelivery[] = []
    const messages: NewMessage[] = []
    const settings = await subscriptionSettings(tx)
    for (const event of events) {
      const readers = await readersOf(deps, tx, event)
      const firsts = await firstsOf(tx, event, readers)
      for (const reader of readers) {
        const mergedInto = firsts.get(keyOf(event, reader))
        addReader(deps, { event, mergedInto, settings }, reader, { deliveries, messages })
      }
      deliveries.push(...groupDeliveries(deps, event))
    }
    await insertMessages(tx, messages)
    await insertDeliveries(tx, await withTurns(deps, tx, deliveries), deps.now())
    return events.length
  })
}

/** A robot's messages go one after another in its own rhythm, whatever the crowd (NT-009). */
async function withTurns(deps: Deps, tx: Tx, deliveries: NewDelivery[]): Promise<NewDelivery[]> {
  const count = deliveries.filter(({ channel }) => channel === 'robot').length
  const turns = await takeRobotTurns(tx, 'default', { count, now: deps.now() })
  return deliveries.map((one) => (one.channel === 'robot' ? { ...one, dueAt: turns.shift() } : one))
}

/** One by one after a failed group, so that only the event that cannot be routed stays behind. */
async function groupFailed(deps: Deps, error: unknown): Promise<number> {
  deps.log.error({ err: error }, 'events not routed, trying one by one')
  let routed = 0
  for (let tried = 0; tried < GROUP; tried++) {
    try {
      const count = await routeGroup(deps, 1)
      routed += count
      if (count === 0) {
        break
      }
    } catch (failure) {
      const now = deps.now()
      const eventId = await postponeRouting(
        deps.db,
        now,
        new Date(now.getTime() + AFTER_FAILURE_MS),
      )
      deps.log.error({ eventId, err: failure }, 'event not routed')
    }
  }
  return routed
}

/** A reader named twice, for example as a clerk and by permission, is one reader. */
async function readersOf(deps: Deps, tx: Tx, event: EventRow): Promise<ResolvedRecipient[]> {
  if (!messageTemplates[event.code]) {
    return []
  }
  const found = await deps.questions.recipients(tx, event.recipients)
  const byKey = new Map(found.map((reader) => [`${reader.app}/${reader.subjectId}`, reader]))
  return [...byKey.values()]
}

const keyOf = ({ code, subject_kind, subject_id }: EventRow, reader: ResolvedRecipient) =>
  deduplicationKey({ code, subjectKind: subject_kind, subjectId: subject_id }, reader)

/** Per reader that was told the same a moment ago: the event that was first (NT-005). */
async function firstsOf(
  tx: Tx,
  event: EventRow,
  readers: readonly ResolvedRecipient[],
): Promise<ReadonlyMap<string, string>> {
  const windowMs = deduplicationMs(event.code)
  if (windowMs === 0 || readers.length === 0) {
    return new Map()
  }
  const keys = readers.map((reader) => keyOf(event, reader))
  return takeKeys(tx, { keys, eventId: event.id, at: event.at, windowMs })
}

interface Told {
  readonly event: EventRow
  /** The event that told the same a moment ago. */
  readonly mergedInto: string | undefined
  readonly settings: ReadonlyMap<string, SubscriptionSetting>
}

function addReader(
  deps: Deps,
  { event, mergedInto, settings }: Told,
  reader: ResolvedRecipient,
  into: { deliveries: NewDelivery[]; messages: NewMessage[] },
): void {
  const template = messageTemplates[event.code]?.[reader.app]
  if (!template) {
    return
  }
  if (mergedInto === undefined) {
    into.messages.push(messageOf(deps, event, reader, template))
  }
  for (const planned of plannedFor(event.code, reader.app, settings)) {
    const { channel, template: name, delayMinutes = 0 } = planned
    into.deliveries.push({
      id: deps.newId(),
      eventId: event.id,
      eventCode: event.code,
      app: reader.app,
      subjectId: reader.subjectId,
      personId: reader.personId,
      recipient: reader.name.slice(0, 60) || '未命名',
      phone: reader.phone,
      channel,
      template: name,
      recordNo: recordNoOf(event),
      mergedInto,
      dueAt: new Date(event.at.getTime() + delayMinutes * MINUTE_MS),
    })
  }
}

/** A subscription message goes by the template that head office has set. */
function plannedFor(code: string, app: MessageApp, settings: Told['settings']) {
  const template = settings.get(settingKey({ eventCode: code, app }))?.templateId
  return plannedDeliveries(code, app).map((one) =>
    one.channel === 'subscription' && template ? { ...one, template } : one,
  )
}

function messageOf(
  deps: Deps,
  event: EventRow,
  reader: ResolvedRecipient,
  template: MessageTemplate,
): NewMessage {
  return {
    id: deps.newId(),
    eventId: event.id,
    app: reader.app,
    subjectId: reader.subjectId,
    category: template.category,
    title: fill(template.title, event.variables).slice(0, 60),
    text: fill(template.text, event.variables).slice(0, 500),
    linkKind: template.link ?? event.subject_kind,
    linkId: event.subject_id,
    at: event.at,
  }
}
