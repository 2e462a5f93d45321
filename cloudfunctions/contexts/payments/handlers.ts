import type { Handler } from '../../runtime/context'
import { listPayments } from './list-payments'

export const paymentsHandlers: Handler[] = [listPayments]
