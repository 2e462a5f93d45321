/** The other sides in the words of the console; an unknown one keeps its code. */
const peers: Readonly<Record<string, string>> = {
  wechat: '微信平台',
  'wechat-pay': '微信支付',
  sms: '短信',
  kuaidi100: '快递100',
  map: '地图',
  wecom: '企业微信',
  robot: '企业微信群',
  email: '邮件',
  ledger: '账本',
}

const calls: Readonly<Record<string, string>> = {
  prepay: '下单',
  query: '查询支付',
  close: '关闭支付',
  refund: '退款',
  'query-refund': '查询退款',
  notify: '支付结果通知',
  'refund-abnormal': '处理异常退款',
  'trade-bill': '申请交易账单',
  'fund-bill': '申请资金账单',
  'download-bill': '下载账单',
  'report-shipping': '上报发货',
  'correct-shipping': '更正发货',
  'report-virtual': '上报虚拟发货',
  'query-shipping': '查询发货上报',
  'stable-token': '取接口凭证',
  'sign-in': '登录换取身份',
  'phone-number': '取手机号',
  'mini-program-code': '小程序码',
  'send-subscription': '订阅消息',
  'message-templates': '取订阅消息模板',
  'check-text': '检查文字',
  'check-picture': '检查图片',
  event: '事件推送',
  'send-sms': '发短信',
  report: '短信状态报告',
  'get-token': '取接口凭证',
  'send-markdown': '发群消息',
  'find-user': '按手机号找成员',
  'send-text': '发应用消息',
  'send-mail': '发邮件',
  'subscribe-tracking': '订阅物流',
  'query-track': '查询物流',
  track: '物流推送',
  locate: '地址定位',
  'driving-distance': '驾车距离',
}

const alarms: Readonly<Record<string, string>> = {
  'forged-callback': '伪造的回调',
  'unverified-answer': '答复验签失败',
  'payment-mismatch': '支付金额不符',
  'payment-unmatched': '支付找不到订单',
  'payment-late': '订单关闭很久后到账',
  'notice-unreadable': '支付通知读不懂',
  'refund-abnormal': '退款异常',
  'refund-refused': '退款被拒绝',
  'refund-unmatched': '退款找不到记录',
  reconciliation: '对账有差异',
  'books-broken': '账本不平',
  'sms-flood': '短信验证码过多',
  'template-faulty': '订阅消息模板有误',
  'outbox-manual': '外发待人工',
  'outcome-unknown': '结果不明',
  'clock-skew': '时钟偏差',
  'peer-refused': '对方拒绝',
  'peer-down': '对方无响应',
  'track-silent': '物流没有动静',
  'map-quota': '地图用量接近上限',
  'certificate-expiring': '证书快到期',
}

export const peerWords = (code: string) => peers[code] ?? code
export const callWords = (code: string) => calls[code] ?? code
export const alarmWords = (code: string) => alarms[code] ?? code

export const peerOptions = Object.entries(peers)
  .filter(([value]) => value !== 'ledger')
  .map(([value, label]) => ({ value, label }))
export const alarmOptions = Object.entries(alarms).map(([value, label]) => ({ value, label }))
