/**
 * The subscription templates chosen in the public library of each mini-program: what WeChat shows
 * is fixed there, we fill the fields. Ids are those of the account; head office can set others.
 */
export interface SubscriptionTemplate {
  readonly id: string
  readonly app: 'member' | 'dealer' | 'sales'
  readonly title: string
  readonly fields: readonly string[]
  /** As the user reads it. */
  readonly content: string
}

const template = (
  app: SubscriptionTemplate['app'],
  id: string,
  title: string,
  fields: Readonly<Record<string, string>>,
): SubscriptionTemplate => ({
  id,
  app,
  title,
  fields: Object.keys(fields),
  content: Object.entries(fields)
    .map(([field, label]) => `${label}：{{${field}.DATA}}`)
    .join('\n'),
})

export const subscriptionTemplates = {
  orderUnpaid: template('member', 'XTm0001-order-unpaid', '订单待支付提醒', {
    character_string1: '订单编号',
    thing2: '商品',
    amount3: '待付金额',
    thing4: '提醒',
  }),
  orderPaid: template('member', 'XTm0002-order-paid', '支付成功通知', {
    character_string1: '订单编号',
    thing2: '商品',
    amount3: '支付金额',
    thing4: '说明',
  }),
  orderMoved: template('member', 'XTm0003-order-moved', '订单状态变更通知', {
    character_string1: '订单编号',
    thing2: '商品',
    phrase3: '订单状态',
    thing4: '说明',
  }),
  orderShipped: template('member', 'XTm0004-order-shipped', '订单发货通知', {
    character_string1: '订单编号',
    thing2: '商品',
    thing3: '快递公司',
    character_string4: '快递单号',
  }),
  cardDelivered: template('member', 'XTm0005-card-delivered', '电子卡到账通知', {
    thing1: '卡名称',
    number2: '数量',
    thing3: '说明',
  }),
  cardBooking: template('member', 'XTm0006-card-booking', '预约提货通知', {
    character_string1: '提货单号',
    thing2: '商品',
    date3: '提货日期',
    thing4: '说明',
  }),
  refundDone: template('member', 'XTm0007-refund-done', '退款成功通知', {
    character_string1: '订单编号',
    amount2: '退款金额',
    thing3: '退款原因',
  }),
  afterSaleChanged: template('member', 'XTm0008-after-sale', '售后进度通知', {
    character_string1: '订单编号',
    phrase2: '售后状态',
    amount3: '退款金额',
    thing4: '说明',
  }),
  orderDispatched: template('dealer', 'XTd0001-order-dispatched', '新派单通知', {
    character_string1: '发货单号',
    thing2: '商品',
    thing3: '收货地区',
    thing4: '说明',
  }),
  memberJoined: template('dealer', 'XTd0002-member-joined', '新会员加入通知', {
    thing1: '会员',
    thing2: '说明',
  }),
  dealerMoney: template('dealer', 'XTd0003-dealer-money', '收益到账通知', {
    amount1: '金额',
    thing2: '说明',
  }),
  afterSaleToDo: template('dealer', 'XTd0004-after-sale', '售后待处理提醒', {
    character_string1: '订单编号',
    thing2: '售后原因',
    amount3: '金额',
    thing4: '说明',
  }),
  leadChanged: template('sales', 'XTs0001-lead-changed', '客户跟进提醒', {
    thing1: '客户',
    thing2: '说明',
  }),
  taskChanged: template('sales', 'XTs0002-task-changed', '任务提醒', {
    thing1: '任务',
    thing2: '说明',
    thing3: '截止时间',
  }),
} as const satisfies Readonly<Record<string, SubscriptionTemplate>>

export type SubscriptionTemplateName = keyof typeof subscriptionTemplates

/**
 * NT-036, IN-030: the events whose message is worth a question at a moment of interest, at most
 * three templates at a time. What happens next comes first.
 */
export const moments = {
  payment: ['order.shipped', 'order.signed', 'refund.done'],
  'card-payment': ['ecard.delivered', 'order.paid', 'refund.done'],
  redemption: ['card.booking', 'order.shipped', 'order.signed'],
  'after-sale': ['aftersale.changed', 'refund.done'],
  dispatch: ['order.dispatched', 'aftersale.changed', 'dealer.earnings'],
  lead: ['lead.assigned'],
  task: ['co.task.new'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Moment = keyof typeof moments
