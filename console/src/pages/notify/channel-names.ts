import type { channels } from '@xietong/domain/notify/contract'
import { type MessageApp, messageTemplates } from '@xietong/domain/notify/templates'

export type Channel = (typeof channels)[number]

export const channelNames: Readonly<Record<Channel, string>> = {
  'in-app': '站内消息',
  subscription: '微信订阅消息',
  sms: '短信',
  robot: '群机器人',
  wecom: '企业微信',
  email: '邮件',
}

export const channelOptions = Object.entries(channelNames).map(([value, label]) => ({
  value,
  label,
}))

/** An event is called by the title of its message; what only peers hear of keeps its code. */
export function eventWords(code: string, app?: MessageApp): string {
  const apps = messageTemplates[code] ?? {}
  const [first] = Object.values(apps)
  return (app === undefined ? first : apps[app])?.title ?? code
}

export const eventOptions = Object.keys(messageTemplates).map((value) => ({
  value,
  label: eventWords(value),
}))
