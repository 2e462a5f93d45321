import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import { count, flag, id, instant, list, object, oneOf, optionalText, text } from '../kernel/schema'
import { deliveryExport } from './exports'

const everyone = { member: 'own', dealer: {}, sales: 'own', console: 'signed-in' } as const
const category = oneOf(['order', 'card', 'money', 'task', 'system'])
export const channels = ['in-app', 'subscription', 'sms', 'robot', 'wecom', 'email'] as const
export const deliveryStates = [
  'waiting',
  'sending',
  'sent',
  'delivered',
  'retrying',
  'failed',
  'no-consent',
  'merged',
  'skipped',
  'cancelled',
  'unknown',
] as const

/** MB-089, NT-029: own messages only, newest first. */
export const listMessages = query('notify.listMessages', {
  title: '消息列表',
  may: everyone,
  input: listInput({ category, unread: flag }, ['-at']),
  output: listOutput(
    object({
      id,
      category,
      title: text(60),
      text: optionalText(500),
      link: object({ kind: text(40), id: text(64) }).nullable(),
      at: instant,
      readAt: instant.nullable(),
    }),
  ),
  refusals: [],
})
export const countUnread = query('notify.countUnread', {
  title: '未读消息数',
  may: everyone,
  input: {},
  output: object({ unread: count(1_000_000) }),
  refusals: [],
})
/** NT-031: opening marks read; a read message can be set to unread again. */
export const markMessage = command('notify.markMessage', {
  title: '标记消息',
  may: everyone,
  input: { messageId: id, read: flag },
  output: object({}),
  refusals: [],
})
export const markAllRead = command('notify.markAllRead', {
  title: '全部已读',
  may: everyone,
  input: { category: category.optional() },
  output: object({ marked: count(1_000_000) }),
  refusals: [],
})
/** IN-030, NT-037: which templates to ask for at a moment of interest. */
export const listTemplates = query('notify.listTemplates', {
  title: '可订阅的消息',
  may: { member: 'own', dealer: {}, sales: 'own' },
  input: { moment: oneOf(['payment', 'redemption', 'dispatch', 'lead', 'task']) },
  output: object({ templateIds: list(text(64), 3) }),
  refusals: [],
})
/** Counts what the user accepted: one consent is one message. */
export const recordConsent = command('notify.recordConsent', {
  title: '记录订阅授权',
  may: { member: 'own', dealer: {}, sales: 'own' },
  input: {
    answers: list(
      object({ templateId: text(64), answer: oneOf(['accept', 'reject', 'ban', 'filter']) }),
      3,
      1,
    ),
  },
  output: object({}),
  refusals: [],
  limits: { perActor: '30/minute' },
})
export const listDeliveries = query('notify.listDeliveries', {
  title: '消息发送记录',
  may: { console: 'notify.read' },
  input: listInput(
    {
      channel: oneOf(channels),
      state: oneOf(deliveryStates),
      eventCode: text(40),
      from: instant,
      to: instant,
    },
    ['-createdAt', 'createdAt'],
  ),
  output: listOutput(
    object({
      id,
      eventCode: text(40),
      channel: oneOf(channels),
      recipient: text(60),
      state: oneOf(deliveryStates),
      reason: optionalText(200),
      attempts: count(100),
      createdAt: instant,
      sentAt: instant.nullable(),
    }),
  ),
  exports: deliveryExport,
  refusals: [],
})
/** NT-002: a channel can be switched off with a reason. */
export const listChannels = query('notify.listChannels', {
  title: '消息渠道',
  may: { console: 'notify.read' },
  input: {},
  output: object({
    rows: list(object({ channel: oneOf(channels), on: flag, reason: optionalText(200) }), 10),
  }),
  refusals: [],
})
export const switchChannel = command('notify.switchChannel', {
  title: '启用或停用消息渠道',
  may: { console: 'notify.edit' },
  input: { channel: oneOf(channels), on: flag, reason: optionalText(200).meta({ title: '原因' }) },
  output: object({}),
  refusals: [],
})
