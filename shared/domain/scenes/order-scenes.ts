import { orderStateLabels, orderTypeLabels } from '../orders/states'
import { baseScene, choice, node, number, words } from './base-scene'

const DAY = 24
const orderKind = choice('kind', '订单类型', Object.values(orderTypeLabels))
const store = words('store', '店铺')
const warehouse = words('warehouse', '仓库')
const goods = words('goods', '货品')
const amount = number('amountOver', '金额大于（元）')

/** BS-01 to BS-07: orders, logistics, after-sales. */
export const orderScenes = [
  baseScene([
    'BS-01',
    '订单状态超时提醒',
    'D',
    {
      required: [
        choice(
          'status',
          '订单状态',
          Object.values(orderStateLabels).map((state) => state.label),
        ),
        number('hours', '停留超过（小时）'),
      ],
      optional: [orderKind],
    },
    {
      type: '订单',
      priority: '中',
      title: '{date} {status}超时订单 {count} 单',
      nodes: [node('订单负责人', '排除原因，推动订单进入下一状态', DAY)],
    },
  ]),
  baseScene([
    'BS-02',
    '订单缺货超时',
    'D',
    {
      required: [number('days', '缺货超过（天）')],
      optional: [warehouse, goods, store, orderKind],
    },
    {
      type: '订单',
      priority: '高',
      title: '缺货超{days}天订单 {count} 单',
      nodes: [
        node('采购员', '安排货源或给出到货日期', DAY),
        node('订单负责人', '告知客户，改单或退款', DAY),
      ],
    },
  ]),
  baseScene([
    'BS-03',
    '待审核/异常订单堆积',
    'H',
    {
      required: [
        choice('status', '状态', ['待审核', '异常']),
        number('minutes', '停留超过（分钟）'),
        number('atLeast', '数量不少于'),
      ],
      optional: [store, words('reason', '原因')],
    },
    {
      type: '订单',
      priority: '高',
      title: '待审核/异常订单 {count} 单',
      nodes: [node('订单审核员', '审核或放行', 4)],
    },
  ]),
  baseScene([
    'BS-04',
    '临近承诺发货时间',
    'H',
    {
      required: [number('hours', '距承诺发货不足（小时）')],
      optional: [warehouse, words('dealerShop', '渠道门店'), orderKind],
    },
    {
      type: '订单',
      priority: '紧急',
      title: '{count} 单将超承诺发货时间',
      nodes: [node('发货方', '尽快发货', 4), node('订单负责人', '无法发货时与客户约定新日期', 2)],
    },
  ]),
  baseScene([
    'BS-05',
    '物流停滞/未签收',
    'H',
    {
      required: [
        number('hours', '无轨迹超过（小时）'),
        number('unsignedHours', '未签收超过（小时）'),
      ],
      optional: [
        words('carrier', '物流公司'),
        words('province', '省份'),
        choice('freshOnly', '仅生鲜', ['是', '否']),
      ],
    },
    {
      type: '物流',
      priority: '高',
      title: '物流停滞/未签收 {count} 单',
      nodes: [node('物流专员', '联系物流公司', 4), node('客服', '告知客户，索赔或补发', DAY)],
    },
  ]),
  baseScene([
    'BS-06',
    '售后处理超时',
    'H',
    {
      required: [
        choice('status', '售后状态', ['待商家处理', '待买家处理', '退款中', '待补发']),
        number('hours', '停留超过（小时）'),
      ],
      optional: [choice('kind', '售后类型', ['退款', '退货', '换货', '补发']), amount, store],
    },
    {
      type: '售后',
      priority: '高',
      title: '售后超时 {count} 单',
      nodes: [node('售后专员', '作出处理决定，客服主管复核', 8)],
    },
  ]),
  baseScene([
    'BS-07',
    '差评提醒',
    'H',
    {
      required: [number('stars', '星级不高于')],
      optional: [store, goods, words('keyword', '包含文字')],
    },
    {
      type: '售后',
      priority: '高',
      title: '差评待跟进 {count} 条',
      nodes: [node('店铺客服主管', '联系买家并回复', DAY), node('品类经理', '改进商品', 3 * DAY)],
    },
  ]),
] as const
