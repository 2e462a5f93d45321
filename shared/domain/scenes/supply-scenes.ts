import { baseScene, choice, node, number, words } from './base-scene'

const DAY = 24
const supplier = words('supplier', '供应商')
const warehouse = words('warehouse', '仓库')
const goods = words('goods', '货品')
const category = words('category', '品类')

/** BS-08 to BS-15: purchasing, suppliers, stock. */
export const supplyScenes = [
  baseScene([
    'BS-08',
    '采购单金额超限',
    'H',
    {
      required: [number('amountOver', '金额大于（元）')],
      optional: [supplier, words('office', '采购部门'), category],
    },
    {
      type: '采购',
      priority: '中',
      title: '大额采购单 {object} {amount}',
      nodes: [node('采购员上级', '核对采购单', DAY), node('财务', '确认资金', DAY)],
    },
  ]),
  baseScene([
    'BS-09',
    '采购到货逾期',
    'D',
    { required: [number('days', '逾期不少于（天）')], optional: [supplier, warehouse, goods] },
    {
      type: '采购',
      priority: '高',
      title: '采购逾期未到 {count} 行',
      nodes: [node('采购员', '催供应商并登记新日期', DAY), node('仓库', '调整收货计划', DAY)],
    },
  ]),
  baseScene([
    'BS-10',
    '供应商价格变动',
    'D',
    {
      required: [
        choice('direction', '变动方向', ['上涨', '下降', '涨跌']),
        number('percent', '变动不少于（%）'),
      ],
      optional: [supplier, goods, number('absolute', '变动金额不少于（元）')],
    },
    {
      type: '供应商',
      priority: '中',
      title: '供应商价格变动 {count} 项',
      nodes: [node('采购员', '确认变动', DAY), node('品类经理', '调整销售价', 2 * DAY)],
    },
  ]),
  baseScene([
    'BS-11',
    '供应商报价到期',
    'D',
    { required: [number('days', '距到期不多于（天）')], optional: [supplier, goods] },
    {
      type: '供应商',
      priority: '中',
      title: '报价将到期 {count} 项',
      nodes: [node('采购员', '续签报价', 5 * DAY)],
    },
  ]),
  baseScene([
    'BS-12',
    '产品滞销提醒',
    'D',
    {
      required: [number('days', '库龄不少于（天）'), number('quantity', '数量不少于')],
      optional: [
        warehouse,
        category,
        number('valueOver', '货值不少于（元）'),
        number('salesUnder', '近30天销量不多于'),
      ],
    },
    {
      type: '库存',
      priority: '中',
      title: '滞销货品 {count} 项',
      nodes: [node('品类经理', '选择促销、调拨或报损', 3 * DAY), node('运营', '执行', 7 * DAY)],
    },
  ]),
  baseScene([
    'BS-13',
    '低库存预警',
    'H',
    {
      required: [number('quantity', '可用库存不多于')],
      optional: [
        warehouse,
        category,
        choice('onSaleOnly', '仅在售', ['是', '否']),
        choice('withDealers', '包含渠道门店', ['是', '否']),
      ],
    },
    {
      type: '库存',
      priority: '高',
      title: '低库存 {count} 项',
      nodes: [node('采购员或店主', '补货或下架', DAY)],
    },
  ]),
  baseScene([
    'BS-14',
    '批次临期',
    'D',
    { required: [number('days', '剩余不多于（天）')], optional: [warehouse, category] },
    {
      type: '库存',
      priority: '高',
      title: '临期批次 {count} 个',
      nodes: [node('仓库主管', '隔离批次', 8), node('品类经理', '销售或报损', 2 * DAY)],
    },
  ]),
  baseScene([
    'BS-15',
    '盘点差异超限',
    'H',
    {
      required: [
        number('amountOver', '差异金额不少于（元）'),
        number('percent', '差异不少于（%）'),
      ],
      optional: [warehouse],
    },
    {
      type: '库存',
      priority: '高',
      title: '盘点差异 {object}',
      nodes: [node('仓库主管', '复盘并说明', DAY), node('财务', '审批调整', DAY)],
    },
  ]),
] as const
