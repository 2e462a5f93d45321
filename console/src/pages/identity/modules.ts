/** The modules of the log are the contexts of the operations. */
const modules: Readonly<Record<string, string>> = {
  identity: '账号与权限',
  organisation: '员工与部门',
  settings: '系统设置',
  files: '文件',
  bulk: '任务中心',
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

const objects: Readonly<Record<string, string>> = {
  account: '账号',
  role: '角色',
  order: '订单',
  payment: '支付',
  refund: '退款',
  member: '会员',
  address: '收货地址',
  level: '会员等级',
  dealer: '渠道商',
  goods: '货品',
  package: '套餐',
  'card-product': '提货卡产品',
  category: '分类',
  'freight-template': '运费模板',
  card: '提货卡',
  note: '发货单',
  parcel: '包裹',
  stock: '库存',
  employee: '员工',
  department: '部门',
  lead: '潜客',
  task: '任务',
  scene: '业务场景',
  settings: '系统设置',
  agreement: '协议',
  channel: '消息渠道',
  file: '文件',
  export: '导出',
  import: '导入',
  view: '列表视图',
}

/** What an entry of the log is about, in the words of the console. */
export function objectWords(kind: string | null): string {
  return kind === null ? '' : (objects[kind] ?? kind)
}
