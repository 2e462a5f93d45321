import { groupTemplates } from './group-templates'
import { type Moment, moments, subscriptionTemplates } from './subscription-templates'
import { messageTemplates } from './templates'

export type SubscriptionApp = 'member' | 'dealer' | 'sales'

/** How an event is told by a subscription message of one program. */
export interface SubscriptionSetting {
  readonly eventCode: string
  readonly app: SubscriptionApp
  /** The id of the account's template at WeChat. */
  readonly templateId: string
  /** The page that a tap opens, in the same program; `{id}` is the record (NT-038). */
  readonly page: string
  /** What each field of the template says; `{name}` is a variable of the event. */
  readonly fields: Readonly<Record<string, string>>
}

export const settingKey = (one: { readonly eventCode: string; readonly app: string }): string =>
  `${one.eventCode}/${one.app}`

const APPS = ['member', 'dealer', 'sales'] as const

/** The settings that stand until head office saves others. */
export const usualSettings: readonly SubscriptionSetting[] = Object.entries(
  messageTemplates,
).flatMap(([eventCode, apps]) =>
  APPS.flatMap((app) => {
    const subscription = apps[app]?.subscription
    if (!subscription) {
      return []
    }
    const { template, page, fields } = subscription
    return [{ eventCode, app, templateId: subscriptionTemplates[template].id, page, fields }]
  }),
)

/** All settings: the saved ones in place of the usual ones, in the order of the catalogue. */
export function currentSettings(
  saved: readonly SubscriptionSetting[],
): ReadonlyMap<string, SubscriptionSetting> {
  const changed = new Map(saved.map((one) => [settingKey(one), one]))
  return new Map(
    usualSettings.map((one) => {
      const key = settingKey(one)
      return [key, changed.get(key) ?? one]
    }),
  )
}

/** WeChat shows at most three templates at a time (IN-030). */
export const MOST_AT_ONCE = 3

/** The templates that fit a moment in one program; of one that serves two events, one question. */
export function templatesAt(
  moment: Moment,
  app: string,
  settings: ReadonlyMap<string, SubscriptionSetting>,
): string[] {
  const ids = moments[moment].flatMap(
    (eventCode) => settings.get(settingKey({ eventCode, app }))?.templateId ?? [],
  )
  return [...new Set(ids)].slice(0, MOST_AT_ONCE)
}

const VARIABLE = /\{(\w+)(?:~\d+)?\}/g
const namesIn = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => [...text.matchAll(VARIABLE)].flatMap((match) => match[1] ?? []))

/** The variables that an event brings, as far as its messages use them. */
export function variablesOf(eventCode: string): string[] {
  const apps = Object.values(messageTemplates[eventCode] ?? {})
  const texts = apps.flatMap((one) => [
    one.title,
    one.text,
    ...Object.values(one.subscription?.fields ?? {}),
    ...(one.sms?.parameters ?? []),
  ])
  return [...new Set(namesIn([...texts, groupTemplates[eventCode]?.robot ?? '']))].sort()
}

/** Variables in a setting that its event does not bring, as they are written (NT-014). */
export function unknownIn({ eventCode, page, fields }: SubscriptionSetting): string[] {
  const known = new Set(variablesOf(eventCode))
  const inFields = namesIn(Object.values(fields)).filter((name) => !known.has(name))
  const inPage = namesIn([page]).filter((name) => name !== 'id')
  return [...new Set([...inFields, ...inPage])].map((name) => `{${name}}`)
}

/** The page of a jump path without what is handed to it: `orders/order/index`. */
export const pageOf = (path: string): string => path.split('?')[0] ?? ''
