import { asInstant, asText, asWords, asYuan, type ExportSpec } from '../kernel/export'
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
