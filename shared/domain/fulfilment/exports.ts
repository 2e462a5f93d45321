import { asInstant, asNumber, asText, asWords, asYesNo, type ExportSpec } from '../kernel/export'
import { orderStateLabels } from '../orders/states'
import { exceptionKindLabels, exceptionStateLabels } from './exceptions'
import { noteStateLabels } from './notes'

const states = Object.fromEntries(
  Object.entries(orderStateLabels).map(([state, { label }]) => [state, label]),
)

/** The list 发货单 as a workbook (AD-007). */
export const noteExport: ExportSpec = {
  right: 'orders.export',
  columns: [
    asText('noteNo', '发货单号'),
    asText('orderNo', '订单号'),
    asWords('state', '状态', noteStateLabels),
    asText('shipper', '发货方'),
    asText('recipient', '收货人'),
    asText('region', '地区'),
    asWords('orderState', '订单状态', states),
    asText('itemSummary', '商品'),
    asNumber('quantity', '本次发货数'),
    asYesNo('vip', 'VIP'),
    asText('wantedOn', '期望日期'),
    asText('carrierName', '物流公司'),
    asText('trackingNo', '运单号'),
    asNumber('printCount', '打印次数'),
    asInstant('createdAt', '创建时间'),
    asInstant('shippedAt', '发货时间'),
  ],
}

/** The list 物流异常 as a workbook (AD-007). */
export const exceptionExport: ExportSpec = {
  right: 'orders.export',
  columns: [
    asText('orderNo', '订单号'),
    asText('shipper', '发货方'),
    asText('carrierName', '物流公司'),
    asText('trackingNo', '运单号'),
    asWords('kind', '异常', exceptionKindLabels),
    asWords('state', '状态', exceptionStateLabels),
    asText('owner', '负责人'),
    asText('note', '处理说明'),
    asInstant('openedAt', '发生时间'),
    asInstant('closedAt', '处理完时间'),
  ],
}
