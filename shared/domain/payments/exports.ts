import { asInstant, asText, asWords, asYuan, type ExportSpec } from '../kernel/export'
import { differenceKindLabels } from './compare'
import { paymentStateLabels } from './states'

/** The list 支付 as a workbook (AD-007). */
export const paymentExport: ExportSpec = {
  right: 'payments.export',
  columns: [
    asText('outTradeNo', '商户单号'),
    asText('orderNo', '订单号'),
    asWords('state', '状态', paymentStateLabels),
    asYuan('amountFen', '应付（元）'),
    asYuan('paidFen', '实付（元）'),
    asText('transactionId', '微信支付单号'),
    asText('note', '备注'),
    asInstant('createdAt', '发起时间'),
    asInstant('paidAt', '支付时间'),
  ],
}

/** The list 对账差异 as a workbook (AD-007). */
export const differenceExport: ExportSpec = {
  right: 'payments.export',
  columns: [
    asText('day', '账单日'),
    asText('key', '单号'),
    asWords('kind', '差异', differenceKindLabels),
    asYuan('peerFen', '微信支付（元）'),
    asYuan('ownFen', '系统（元）'),
    asWords('state', '状态', { open: '待处理', handled: '已处理' }),
    asText('note', '处理说明'),
    asText('handledBy', '处理人'),
    asInstant('foundAt', '发现时间'),
    asInstant('handledAt', '处理时间'),
  ],
}
