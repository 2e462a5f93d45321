/** The modules of the log are the contexts of the operations. */
const modules: Readonly<Record<string, string>> = {
  identity: '账号与权限',
  organisation: '员工与部门',
  settings: '系统设置',
  files: '文件',
  notify: '消息',
  peers: '接口',
  catalog: '商品',
  stock: '库存',
  channel: '渠道',
  members: '会员',
  payments: '支付',
  cards: '提货卡',
  orders: '订单',
  fulfilment: '派单与发货',
  sales: '销售',
  tasks: '任务',
  scenes: '业务场景',
}

export const moduleOptions = Object.entries(modules).map(([value, label]) => ({ value, label }))
