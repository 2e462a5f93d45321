/**
 * Rights of the console. A role is a set of these; a menu, a button and a column follow them.
 * `read` shows, the other verbs change. Fields that need their own right are listed last.
 */
export const permissions = {
  'dashboard.read': '首页：查看',
  'goods.read': '商品：查看',
  'goods.edit': '商品：新增与修改',
  'goods.shelf': '商品：上下架',
  'stock.read': '库存：查看',
  'stock.adjust': '库存：调整',
  'freight.edit': '运费模板：维护',
  'dealers.read': '渠道商：查看',
  'dealers.edit': '渠道商：新增与修改',
  'members.read': '会员：查看',
  'members.edit': '会员：修改',
  'levels.edit': '会员等级：维护',
  'orders.read': '订单：查看',
  'orders.review': '电子卡订单：审核',
  'orders.close': '订单：关闭',
  'orders.dispatch': '订单：派单',
  'orders.ship': '订单：发货',
  'cards.read': '提货卡：查看',
  'cards.redeem': '提货卡：代客提货',
  'earnings.read': '渠道收益：查看',
  'payments.read': '支付：查看',
  'leads.read': '潜客：查看',
  'leads.assign': '潜客与合作客户：指派',
  'staff.read': '员工：查看',
  'staff.edit': '员工：维护',
  'tasks.handle': '任务：处理',
  'scenes.read': '业务场景：查看',
  'scenes.edit': '业务场景：维护',
  'notify.read': '消息发送记录：查看',
  'notify.edit': '消息渠道：维护',
  'peers.read': '接口日志：查看',
  'peers.replay': '接口日志：重放与重发',
  'settings.read': '系统设置：查看',
  'settings.edit': '系统设置：修改',
  'accounts.read': '管理账号：查看',
  'accounts.edit': '管理账号与角色：维护',
  'audit.read': '操作日志：查看',
  'field.phone': '字段：查看完整手机号',
  'field.cost': '字段：查看成本价',
} as const

export type Permission = keyof typeof permissions
export const allPermissions = Object.keys(permissions) as Permission[]
