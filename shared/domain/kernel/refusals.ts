/**
 * Every refusal code of the product with the sentence a user reads. `{name}` is filled from the
 * detail.
 * A sentence says what to do next. Codes are stable: clients and tests rely on them.
 */
export const refusalTexts = {
  // Every operation may answer these.
  UNAUTHENTICATED: '登录已失效，请重新登录',
  FORBIDDEN: '您没有此操作的权限，请联系管理员开通',
  NOT_FOUND: '没有找到对应的记录，请返回列表刷新',
  VALIDATION_FAILED: '填写内容有误：{fields}',
  KEY_REUSED: '这次提交与之前的内容不同，请刷新页面后重新提交',
  RATE_LIMITED: '操作过于频繁，请稍后再试',
  TRY_LATER: '系统繁忙，请稍后重试，不会重复提交',
  INTERNAL: '系统没有完成这次操作，款项和卡没有变化，请重试或联系客服',
  // Shared by many operations.
  STATE_CONFLICT: '状态已经变化，请刷新后再操作',
  VERSION_CONFLICT: '{by} 已在 {when} 修改过，请核对后再保存，您填写的内容会保留',
  INSUFFICIENT_STOCK: '库存不足，请减少数量或选择其他商品',
  IN_USE: '正在使用中，不能删除：{reason}',
  DUPLICATE: '{what}已存在，请换一个',
  PEER_UNAVAILABLE: '外部服务暂时不可用，请稍后重试',
  // files
  FILE_MISSING: '文件没有传上来，请重新选择文件',
  FILE_REFUSED: '文件不能使用：{reason}',
  TOO_MANY_TASKS: '您有 {count} 个任务还没有结束，请等它们结束后再试',
  FILE_NOT_USABLE: '这个文件不能使用：{reason}',
  TOO_MANY_VIEWS: '一个列表最多保存 30 个视图，请先删除不用的',
  // identity
  SMS_TOO_OFTEN: '发送过于频繁，请稍后再试',
  SMS_CODE_WRONG: '验证码错误或已过期',
  SIGN_IN_FAILED: '账号或密码错误，请核对后重试',
  ACCOUNT_LOCKED: '密码连续错误 5 次，账号已锁定 15 分钟，请稍后再试',
  ACCOUNT_DISABLED: '账号已停用，请联系管理员',
  PASSWORD_WEAK: '密码至少 10 位，并同时包含字母和数字，且不能与旧密码相同',
  AGREEMENT_REQUIRED: '请先阅读并勾选注册协议和服务协议',
  CANNOT_DISABLE_SELF: '不能停用自己的账号',
  LAST_SUPER_ADMIN: '这是最后一个超级管理员，不能停用或移除其角色',
  CANNOT_GRANT: '不能授予自己没有的权限：{permissions}',
  WECHAT_CODE_INVALID: '微信登录凭证已失效，请重新点击登录',
  WECHAT_BLOCKED: '微信限制了该账号，请使用手机验证码登录',
  NOT_A_DEALER: '您还不是渠道商，请致电客服申请合作',
  NOT_A_SALESPERSON: '账号不存在，请联系管理员',
  PASSWORD_RULE: '密码为 8 至 20 位，须同时包含字母和数字',
  NOT_REGISTERED: '该手机号还没有注册，请用验证码登录',
  MEMBER_CLOSED: '账号已停用，请联系客服',
  PHONE_IN_USE: '该手机号已属于另一个账号，请换一个号码',
  SECOND_FACTOR_NEEDED: '这是新的浏览器，请再输入验证码',
  SECOND_FACTOR_WRONG: '验证码错误或已过期，请重新输入',
  PHONE_NEEDED: '请先绑定手机号',
  PHONE_HAS_ACCOUNT: '该手机号已有账号，确认后将与当前微信合并，原有订单和卡都会保留',
  PICTURE_CHECK_REQUIRED: '请先完成图形验证，再获取验证码',
  // catalog
  GOODS_INCOMPLETE: '还不能上架，缺少：{missing}',
  OFF_SHELF: '商品已下架',
  SEASON_NOT_OPENED: '提货季不能这样设置：{reason}',
  CATEGORY_IN_USE: '该分类下还有子分类或商品，请先移走',
  // stock
  STOCK_NEGATIVE: '调整后库存会小于已预留的数量，请重新填写',
  // channel
  INVALID_PARENT: '上级渠道商不符合规则：{reason}',
  NOT_ALLOWED_FOR_KIND: '只有专卖店可以使用此功能',
  NOT_ALLOWED_FOR_TIER: '您的渠道等级不能使用此功能',
  MODE_OFF: '该渠道商未开通{mode}，不能使用此功能',
  DISCOUNT_OUT_OF_RANGE: '折扣必须在 {above} 与 {below} 之间（不含两端）：{reason}',
  PHONE_TAKEN: '该手机号已被其他渠道商使用',
  PAGE_NOT_PUBLISHED: '小程序新版本还没有发布，暂时不能生成小程序码，请先用二维码',
  DEALER_NOT_ACTIVE: '该渠道商当前不是正常状态',
  REWARD_DEPTH: '分利层级最多三级，且只能由渠道商获得',
  // members
  LEVEL_DISCOUNT_OUT_OF_RANGE: '会员折扣必须高于最高的渠道折扣，冲突的渠道商：{dealers}',
  DEFAULT_LEVEL: '默认等级固定为 100%，不能修改折扣或停用',
  ADDRESS_LIMIT: '最多保存 20 个地址，请先删除不用的地址',
  INVITE_INVALID: '邀请码无效，请向邀请人索取新的二维码',
  // cards
  QUOTA_BELOW_SOLD: '可售总数不能低于已售的 {sold} 张',
  INSUFFICIENT_BALANCE: '{dealer} 储值和额度不足：需 ¥{charge}，还差 ¥{short}，请充值后再激活',
  NOT_FIRST_TIER: '只能划拨给一级渠道商，请重新选择',
  CARD_PIN_WRONG: '卡号或密码错误',
  CARD_TRIES_USED_UP: '今天输错次数过多，请明天再试或联系客服',
  CARD_BOUND: '此卡已被绑定',
  CARD_USED: '此卡已使用',
  CARD_LOCKED: '此卡已锁定，请稍后再试或联系客服',
  CARD_VOID: '此卡已注销，请联系客服',
  CARD_NOT_ACTIVE: '此卡尚未激活，请联系售卡商家',
  OUT_OF_SEASON: '当前不在提货季，卡的价值不变，开季后可提',
  MIXED_CARDS: '一次只能提同一种套餐的卡，请分开提货',
  DATE_NOT_OFFERED: '所选日期不可提货，请选择日历中可选的日期',
  DATE_FULL: '{date} 刚刚约满，其他信息已保留，请换一天',
  // orders
  ADDRESS_REQUIRED: '请选择收货地址',
  SHIPMENT_CREATED: '商家已安排发货，不能再修改，请申请售后或联系客服',
  REGION_NOT_SERVED: '该地区暂不支持配送',
  PRICE_CHANGED: '合计已变为 ¥{total}，请确认后再提交',
  QUANTITY_OUT_OF_RANGE: '库存不足，当前可买 {available} 件，请修改数量',
  ORDER_CLOSED: '订单已关闭，不能再支付，请重新下单',
  ALREADY_PAID: '订单已支付，无需重复支付',
  AFTERSALE_NOT_OFFERED: '这笔订单不能在线申请售后，请联系客服 {hotline}',
  AFTERSALE_OVER: '已超过 {days} 天售后期，请联系客服 {hotline}',
  AFTERSALE_TOO_MUCH: '申请的数量或金额超过可退范围，请核对后重新填写',
  CARDS_NOT_FREE: '卡已使用、转赠或注销，不能退款，请减少数量或联系客服',
  ANSWER_MISSING: '请填写快递公司和单号，或补充说明、图片',
  HANDLED_BY_STORE: '该售后由专卖店处理，如需处理请先平台接管',
  CARD_DETAILS_MISSING: '请填写开户银行、12 到 19 位数字的银行卡号和持卡人姓名',
  REFUND_LIMIT: '这笔支付已退款 50 次，不能再原路退款，请线下处理并登记',
  CASE_OPEN: '该订单有进行中的售后，请到售后里退款',
  AFTERSALE_OPEN: '该订单有进行中的售后，请先处理售后再确认收货',
  REVIEW_NOT_OPEN: '订单完成后才能评价，请先确认收货',
  REVIEWED_ALREADY: '这件商品已经评价过了，可在“我的评价”里追加',
  APPENDED_ALREADY: '每条评价只能追加一次',
  APPEND_OVER: '评价超过 30 天，不能再追加',
  CONTENT_REFUSED: '内容没有通过安全检查，请修改文字后再提交',
  NOT_SHIPPED: '订单还没有全部发货，暂不能确认收货',
  ALREADY_EXTENDED: '每个订单只能延长一次收货',
  CART_FULL: '购物车最多放 100 种商品，请先清理',
  FAVOURITES_FULL: '最多收藏 200 件商品，请先取消一些收藏',
  // payments
  PAYMENT_NOT_PENDING: '这笔支付已结束，请刷新订单查看结果',
  // fulfilment
  STORE_SHORT: '{store} 缺少 {sku}，请选择其他发货方',
  PART_SHIPPED: '这笔订单已由本店发出一部分，不能退回，请联系总部',
  TRACKING_NUMBER_SAME: '物流公司和运单号与原来的相同，没有需要更正的内容',
  OWNER_NOT_ALLOWED: '该账号没有发货权限，不能负责物流异常，请选择其他人',
  CARRIER_UNMAPPED: '请先填写快递100和微信的物流编码，再设为发货时可选',
  STILL_SHORT: '仍缺少 {sku}，请补货后再试，或全额退款',
  NOT_DISPATCHABLE: '订单当前状态不能派单，请刷新派单池',
  CARRIER_UNKNOWN: '物流公司不在可用列表中，请重新选择',
  TRACKING_NUMBER_INVALID: '运单号格式不正确，请核对面单',
  OVER_SHIPPED: '发货数量超过未发数量，请核对',
  SPLIT_SHIPPING_OFF: '未开启拆单发货，请一次发完全部商品',
  NOTE_VOIDED: '发货单已作废，不能发货',
  // sales
  LEAD_EXISTS: '该手机号已由 {department} {name} 跟进',
  NOT_YOUR_CUSTOMER: '只能选择自己名下的客户',
  LEAD_NOT_RELEASABLE: '转化审核中或已成交的潜客不能释放',
  LEAD_TAKEN: '已被领取',
  RECLAIM_TOO_SOON: '您释放的潜客 3 天内不能再领取，{until} 后可以领取',
  OWN_LEADS_FULL: '您名下的潜客已达上限 {max} 位，请先释放一些',
  // tasks and scenes
  CONDITION_MISSING: '缺少必填条件：{conditions}',
  UNKNOWN_VARIABLE: '有不认识的变量：{variables}',
  BUILT_IN_PROJECT: '内置项目不能删除、改名或手工建任务',
  TEMPLATE_OFF: '这个模板已停用，请换一个模板',
  // notify
  TEMPLATE_UNKNOWN: '小程序后台没有这个模板，或字段与模板不符：{fields}',
  JUMP_PAGE_NOT_PUBLISHED: '已发布的小程序里没有页面 {page}，请改成已有的页面或先发布新版本',
  // peers
  NOT_REPLAYABLE: '这条记录不能重放，请查看其状态',
} as const

export type RefusalCode = keyof typeof refusalTexts

/** Refusals that the pipeline itself may answer for any operation. */
export const commonRefusals = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'VALIDATION_FAILED',
  'KEY_REUSED',
  'RATE_LIMITED',
  'TRY_LATER',
  'INTERNAL',
] as const satisfies readonly RefusalCode[]

export type CommonRefusal = (typeof commonRefusals)[number]

/** The sentence of a refusal with its placeholders filled. */
export function refusalSentence(code: RefusalCode, detail: Record<string, unknown> = {}): string {
  return refusalTexts[code].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = detail[name]
    return Array.isArray(value) ? value.join('、') : String(value ?? '')
  })
}
