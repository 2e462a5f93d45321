import type { Channel } from './delivery'
import { fulfilmentTemplates } from './fulfilment-templates'
import type { SmsTemplate } from './sms-templates'
import { type SubscriptionTemplateName, subscriptionTemplates } from './subscription-templates'

export type MessageApp = 'member' | 'dealer' | 'sales' | 'console'
export type Category = 'order' | 'card' | 'money' | 'task' | 'system'

/** How one event is told to one kind of reader. `{name}` is a variable of the event. */
export interface MessageTemplate {
  readonly category: Category
  readonly title: string
  readonly text: string
  /** What the message opens: the event's subject, or another kind with the subject's id. */
  readonly link?: string
  readonly subscription?: {
    readonly template: SubscriptionTemplateName
    /** Path of the mini-program's page; `{id}` is the subject's id. */
    readonly page: string
    readonly fields: Readonly<Record<string, string>>
  }
  readonly sms?: {
    readonly template: SmsTemplate
    readonly parameters: readonly string[]
    /** Sent only when the subscription message cannot be (NT-037). */
    readonly onlyAsFallback?: true
    /** Waits so long and is not sent when the in-app message was read meanwhile (AD-248). */
    readonly afterUnreadMinutes?: number
  }
  /** The same words go to the reader's WeCom account too. */
  readonly wecom?: true
}

export type EventTemplates = Readonly<Partial<Record<MessageApp, MessageTemplate>>>

const orderPage = 'orders/order/index?id={id}'

/** A message about an order to its buyer. */
function toBuyer(
  title: string,
  text: string,
  say: { state: string; note: string },
): MessageTemplate {
  return {
    category: 'order',
    title,
    text,
    subscription: {
      template: 'orderMoved',
      page: orderPage,
      fields: {
        character_string1: '{order_id}',
        thing2: '{items}',
        phrase3: say.state,
        thing4: say.note,
      },
    },
  }
}

const toConsole = (category: Category, title: string, text: string): MessageTemplate => ({
  category,
  title,
  text,
})

const task = (title: string): EventTemplates => ({
  console: { category: 'task', title, text: '{title}' },
  sales: {
    category: 'task',
    title,
    text: '{title}',
    subscription: {
      template: 'taskChanged',
      page: 'notify/messages/index',
      fields: { thing1: '{title}', thing2: title, thing3: '{due}' },
    },
  },
})

/** Told to others than the handler: who has it, which node, and how late it is (CO-068). */
const late: EventTemplates = {
  console: {
    category: 'task',
    title: '任务超时通知',
    text: '{handler} 的“{node}”已超时 {delay}：{title}',
  },
  sales: {
    category: 'task',
    title: '任务超时通知',
    text: '{handler} 的“{node}”已超时 {delay}：{title}',
    subscription: {
      template: 'taskChanged',
      page: 'notify/messages/index',
      fields: { thing1: '{title}', thing2: '{handler}已超时', thing3: '{due}' },
    },
  },
}

const lead = (title: string, text: string): EventTemplates => ({
  sales: {
    category: 'task',
    title,
    text,
    subscription: {
      template: 'leadChanged',
      page: 'pages/home/index',
      fields: { thing1: '{customer}', thing2: title },
    },
  },
})

/**
 * 85-notifications "Event catalogue": who reads what, by which channel. Events not listed tell
 * nobody.
 */
export const messageTemplates: Readonly<Record<string, EventTemplates>> = {
  'order.unpaid': {
    member: {
      category: 'order',
      title: '订单待支付',
      text: '订单 {order_id}（{items}）尚未支付，15 分钟后将自动关闭，应付 ¥{amount}。',
      subscription: {
        template: 'orderUnpaid',
        page: orderPage,
        fields: {
          character_string1: '{order_id}',
          thing2: '{items}',
          amount3: '{amount}',
          thing4: '15 分钟内未支付将自动关闭',
        },
      },
    },
  },
  'order.paid': {
    member: {
      category: 'order',
      title: '支付成功',
      text: '订单 {order_id}（{items}）已支付 ¥{amount}。',
      subscription: {
        template: 'orderPaid',
        page: orderPage,
        fields: {
          character_string1: '{order_id}',
          thing2: '{items}',
          amount3: '{amount}',
          thing4: '我们会尽快为您安排',
        },
      },
    },
    console: toConsole(
      'order',
      '新订单',
      '{customer} 的订单 {order_id} 已支付：{items}，{address}',
    ),
  },
  'order.review': {
    console: {
      ...toConsole('order', '订单待审核', '电子卡订单 {order_id} 等待审核：{items}'),
      wecom: true,
    },
  },
  ...fulfilmentTemplates,
  'order.dispatched': {
    dealer: {
      category: 'order',
      title: '新的派单',
      text: '发货单 {note_no}：{items}，送往 {address}。请按时发货。',
      subscription: {
        template: 'orderDispatched',
        page: 'fulfilment/note/index?id={id}',
        fields: {
          character_string1: '{note_no}',
          thing2: '{items}',
          thing3: '{address}',
          thing4: '请按时发货',
        },
      },
      sms: {
        template: 'dispatched',
        parameters: ['{note_no~10}', '{ship_time}'],
        afterUnreadMinutes: 30,
      },
    },
  },
  'order.shipped': {
    member: {
      category: 'order',
      title: '已发货',
      text: '订单 {order_id}（{items}）已由 {logistics} 发出，运单号 {tracking}。',
      subscription: {
        template: 'orderShipped',
        page: orderPage,
        fields: {
          character_string1: '{order_id}',
          thing2: '{items}',
          thing3: '{logistics}',
          character_string4: '{tracking}',
        },
      },
      sms: {
        template: 'shipped',
        parameters: ['{order_id~8}', '{logistics}', '{tracking~8}'],
        onlyAsFallback: true,
      },
    },
  },
  'order.signed': {
    member: toBuyer('已签收', '订单 {order_id}（{items}）已签收，欢迎评价。', {
      state: '已签收',
      note: '欢迎评价本次购买',
    }),
  },
  'order.cancelled': {
    member: toBuyer('订单已关闭', '订单 {order_id}（{items}）已关闭。{reason}', {
      state: '已关闭',
      note: '{reason}',
    }),
  },
  'order.completed': {
    member: toBuyer('订单已完成', '订单 {order_id}（{items}）已完成。', {
      state: '已完成',
      note: '感谢您的购买',
    }),
  },
  'aftersale.changed': {
    member: {
      category: 'order',
      title: '售后进度',
      text: '订单 {order_id} 的售后：{text}，当前{status}，金额 ¥{amount}。',
      link: 'after-sale',
      subscription: {
        template: 'afterSaleChanged',
        page: 'orders/case/index?id={id}',
        fields: {
          character_string1: '{order_id}',
          phrase2: '{status}',
          amount3: '{amount}',
          thing4: '{text}',
        },
      },
    },
    dealer: {
      category: 'order',
      title: '售后待处理',
      text: '订单 {order_id} 的售后 {case_no}（{issue}，¥{amount}）待处理：{text}',
      subscription: {
        template: 'afterSaleToDo',
        page: 'fulfilment/case/index?id={id}',
        fields: {
          character_string1: '{order_id}',
          thing2: '{issue}',
          amount3: '{amount}',
          thing4: '{text}',
        },
      },
    },
    console: {
      category: 'order',
      title: '售后待处理',
      text: '订单 {order_id} 的售后 {case_no}（{issue}，¥{amount}）待处理：{text}',
    },
  },
  'refund.done': {
    member: {
      category: 'money',
      title: '退款到账',
      text: '订单 {order_id} 的退款 ¥{amount} {way}。{reason}',
      subscription: {
        template: 'refundDone',
        page: orderPage,
        fields: { character_string1: '{order_id}', amount2: '{amount}', thing3: '{reason}' },
      },
    },
  },
  'ecard.delivered': {
    member: {
      category: 'card',
      title: '电子卡已到账',
      text: '{items} 已放入您的卡包，可随时预约提货或赠送。',
      link: 'card',
      subscription: {
        template: 'cardDelivered',
        page: 'pages/wallet/index',
        fields: { thing1: '{items}', number2: '{qty}', thing3: '已放入您的卡包' },
      },
    },
  },
  'card.booking': {
    member: {
      category: 'card',
      title: '提货已预约',
      text: '提货单 {order_id}（{items}）已预约，提货日期 {ship_time}。',
      subscription: {
        template: 'cardBooking',
        page: orderPage,
        fields: {
          character_string1: '{order_id}',
          thing2: '{items}',
          date3: '{ship_time}',
          thing4: '我们会按时为您送达',
        },
      },
    },
  },
  'member.joined': {
    dealer: {
      category: 'system',
      title: '新会员加入',
      text: '{customer} 通过您的邀请成为会员。',
      subscription: {
        template: 'memberJoined',
        page: 'channel/member/index?id={id}',
        fields: { thing1: '{customer}', thing2: '通过您的邀请成为会员' },
      },
    },
  },
  'dealer.earnings': {
    dealer: {
      category: 'money',
      title: '收益到账',
      text: '{lines} 笔收益已到账，共 ¥{amount}（订单 {orders}）。',
      subscription: {
        template: 'dealerMoney',
        page: 'pages/earnings/index',
        fields: { amount1: '{amount}', thing2: '收益已可提现' },
      },
    },
  },
  'lead.assigned': lead('新分配客户', '客户 {customer} 已分配给您，请及时跟进。'),
  'lead.returned': lead('客户将退回公海', '客户 {customer} 将退回公海，请及时跟进。'),
  'lead.followup': lead('客户待跟进', '客户 {customer} 到了跟进时间。'),
  'co.task.new': task('新任务'),
  'co.task.soon': task('任务即将到期'),
  'co.task.overdue': task('任务已超期'),
  'co.task.late': late,
  'co.scene.failed': {
    console: toConsole('task', '业务场景运行失败', '“{scene}”运行失败：{text}'),
  },
  'co.task.urged': task('任务被催办'),
  'co.task.done': task('任务已完成'),
  'peers.alarm': {
    console: { ...toConsole('system', '接口告警', '{peer}：{text}'), wecom: true },
  },
  // Told inside only: what cannot be sent must not be told by what cannot send it.
  'peers.alarm.channel': {
    console: toConsole('system', '消息渠道告警', '{peer}：{text}'),
  },
}

export interface PlannedDelivery {
  readonly channel: Channel
  readonly template: string
  /** How long after the event it is due; absent = at once. */
  readonly delayMinutes?: number
}

/** The deliveries that an event makes for one reader at once; a fallback comes later if it must. */
export function plannedDeliveries(code: string, app: MessageApp): PlannedDelivery[] {
  const template = messageTemplates[code]?.[app]
  if (!template) {
    return []
  }
  const planned: PlannedDelivery[] = [{ channel: 'in-app', template: code }]
  if (template.subscription) {
    const { id } = subscriptionTemplates[template.subscription.template]
    planned.push({ channel: 'subscription', template: id })
  }
  if (template.sms && !template.sms.onlyAsFallback) {
    const delayMinutes = template.sms.afterUnreadMinutes ?? 0
    planned.push({ channel: 'sms', template: template.sms.template, delayMinutes })
  }
  if (template.wecom) {
    planned.push({ channel: 'wecom', template: code })
  }
  return planned
}
