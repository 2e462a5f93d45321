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
  input: {
    moment: oneOf([
      'payment',
      'card-payment',
      'redemption',
      'after-sale',
      'dispatch',
      'lead',
      'task',
    ]),
  },
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
const deliveryRow = object({
  id,
  eventCode: text(40),
  channel: oneOf(channels),
  recipient: text(60),
  /** Number of the record that it is about; empty where it has none. */
  recordNo: optionalText(64),
  template: text(64),
  state: oneOf(deliveryStates),
  reason: optionalText(200),
  attempts: count(100),
  createdAt: instant,
  sentAt: instant.nullable(),
})
/** NT-011: by event, recipient, channel, state, template, time and record number. */
export const listDeliveries = query('notify.listDeliveries', {
  title: '消息发送记录',
  may: { console: 'notify.read' },
  input: listInput(
    {
      channel: oneOf(channels),
      state: oneOf(deliveryStates),
      eventCode: text(40),
      /** The beginning of the name, or the whole phone number. */
      recipient: text(60),
      template: text(64),
      recordNo: text(64),
      from: instant,
      to: instant,
    },
    ['-createdAt', 'createdAt'],
  ),
  output: listOutput(deliveryRow),
  exports: deliveryExport,
  refusals: [],
})
/** NT-011: what it said, every try with the answer of the peer, and every receipt. */
export const getDelivery = query('notify.getDelivery', {
  title: '消息发送详情',
  may: { console: 'notify.read' },
  input: { deliveryId: id },
  output: object({
    ...deliveryRow.shape,
    text: optionalText(2_000),
    /** Phone or mailbox, masked without the right; empty where the channel needs none. */
    address: optionalText(200),
    serialNo: optionalText(120),
    attemptList: list(
      object({
        kind: oneOf(['try', 'receipt']),
        at: instant,
        state: oneOf(deliveryStates),
        answer: optionalText(300),
      }),
      50,
    ),
  }),
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

const subscriptionFields = {
  templateId: text(64).meta({ title: '模板编号' }),
  page: text(120)
    .regex(/^[a-z][\w/-]*(\?[\w={}&-]*)?$/, '页面应写成 orders/order/index?id={id}')
    .meta({ title: '打开的页面' }),
  fields: list(
    object({
      name: text(30).regex(/^[a-z_]+\d{1,2}$/, '字段名应写成 thing1'),
      content: text(100),
    }),
    10,
    1,
  ).meta({ title: '字段内容' }),
}
/** MB-090, NT-038: which template, fields and page tell an event in which program. */
export const listSubscriptions = query('notify.listSubscriptions', {
  title: '订阅消息模板',
  may: { console: 'notify.read' },
  input: {},
  output: object({
    rows: list(
      object({
        id: text(60),
        eventCode: text(40),
        app: oneOf(['member', 'dealer', 'sales']),
        ...subscriptionFields,
        variables: list(text(30), 30),
        /** What WeChat found wrong with the template; empty = nothing (NT-037). */
        fault: optionalText(200),
        accepted: count(1e9),
        rejected: count(1e9),
        banned: count(1e9),
        version: count(1e9),
      }),
      200,
    ),
  }),
  refusals: [],
})
/** NT-038: refused when the account has no such template or the page is not published. */
export const updateSubscription = command('notify.updateSubscription', {
  title: '修改订阅消息模板',
  may: { console: 'notify.edit' },
  input: {
    eventCode: text(40),
    app: oneOf(['member', 'dealer', 'sales']),
    ...subscriptionFields,
    version: count(1e9),
  },
  output: object({ version: count(1e9) }),
  refusals: [
    'UNKNOWN_VARIABLE',
    'TEMPLATE_UNKNOWN',
    'JUMP_PAGE_NOT_PUBLISHED',
    'PEER_UNAVAILABLE',
    'VERSION_CONFLICT',
  ],
  limits: { perActor: '30/minute' },
})
