import { sendAbnormal } from './send-abnormal'
import { sendRefund } from './send-refund'

export const paymentsSenders = { refund: sendRefund, 'refund-abnormal': sendAbnormal }
