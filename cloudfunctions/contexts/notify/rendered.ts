import { fieldValue, fill } from '@xietong/domain/notify/fields'
import { groupTemplates } from '@xietong/domain/notify/group-templates'
import { type SmsTemplate, smsVariable, smsWords } from '@xietong/domain/notify/sms-templates'
import { type SubscriptionSetting, settingKey } from '@xietong/domain/notify/subscription-settings'
import { messageTemplates } from '@xietong/domain/notify/templates'
import type { Delivery } from './delivery-store'
import type { EventRow } from './event-store'

const MAX = 2_000

type Said = Pick<Delivery, 'event_code' | 'app' | 'channel'>
type Settings = ReadonlyMap<string, SubscriptionSetting>

/** What a delivery says to its reader, as the log shows it (NT-011). */
export function renderedText(delivery: Said, event: EventRow, settings: Settings): string {
  return linesOf(delivery, event, settings).filter(Boolean).join('\n').slice(0, MAX)
}

function linesOf(delivery: Said, event: EventRow, settings: Settings): string[] {
  const { event_code: code, app, channel } = delivery
  const { variables } = event
  const template = messageTemplates[code]?.[app]
  const group = groupTemplates[code]
  switch (channel) {
    case 'in-app':
    case 'wecom':
      return template ? [fill(template.title, variables), fill(template.text, variables)] : []
    case 'subscription':
      return subscriptionLines(settings.get(settingKey({ eventCode: code, app })), event)
    case 'sms':
      return template?.sms ? [smsText(template.sms, variables)] : []
    case 'robot':
      return [fill(group?.robot ?? '', variables)]
    case 'email':
      return [
        fill(group?.email?.subject ?? '', variables),
        fill(group?.email?.text ?? '', variables),
      ]
  }
}

/** The values of a subscription message and the page it opens. */
function subscriptionLines(setting: SubscriptionSetting | undefined, event: EventRow): string[] {
  if (!setting) {
    return []
  }
  const variables = { ...event.variables, id: event.subject_id }
  const fields = Object.entries(setting.fields).map(
    ([field, pattern]) => `${field}：${fieldValue(field, fill(pattern, variables))}`,
  )
  return [...fields, `打开：${fill(setting.page, variables)}`]
}

function smsText(
  sms: { readonly template: SmsTemplate; readonly parameters: readonly string[] },
  variables: Readonly<Record<string, string>>,
): string {
  const values = sms.parameters.map((pattern) => smsVariable(fill(pattern, variables)))
  return smsWords[sms.template].replace(
    /\{(\d)\}/g,
    (_, at: string) => values[Number(at) - 1] ?? '',
  )
}
