import {
  asInstant,
  asNumber,
  asText,
  asWords,
  asYesNo,
  asYuan,
  type ExportSpec,
} from '../kernel/export'
import { reviewLabels } from './review'
import { orderStateLabels, orderTypeLabels } from './states'

const states = Object.fromEntries(
  Object.entries(orderStateLabels).map(([state, { label }]) => [state, label]),
)

/** The list 消费者订单 as a workbook (AD-007). */
export const orderExport: ExportSpec = {
  right: 'orders.export',
  columns: [
    asText('orderNo', '订单号'),
    asWords('type', '类型', orderTypeLabels),
    asWords('state', '状态', states),
    asText('itemSummary', '商品'),
    asNumber('quantity', '件数'),
    asYuan('totalFen', '合计（元）'),
    asText('buyer', '买家'),
    asText('recipient', '收货人'),
    asText('region', '地区'),
    asText('shipper', '发货方'),
    asYesNo('vip', 'VIP'),
    asText('wantedOn', '期望日期'),
    asInstant('createdAt', '下单时间'),
  ],
}

const reviewStateWords = Object.fromEntries(
  Object.entries(reviewLabels).map(([state, { label }]) => [state, label]),
)

/** The list 评价管理 as a workbook. */
export const reviewExport: ExportSpec = {
  right: 'orders.export',
  columns: [
    asText('orderNo', '订单号'),
    asText('itemName', '商品'),
    asText('buyer', '买家'),
    asNumber('score', '评分'),
    asText('text', '评价内容'),
    asText('appendedText', '追加内容'),
    asNumber('pictureCount', '图片数'),
    asYesNo('hasVideo', '视频'),
    asWords('state', '状态', reviewStateWords),
    asYesNo('replied', '已回复'),
    asInstant('createdAt', '评价时间'),
  ],
}
