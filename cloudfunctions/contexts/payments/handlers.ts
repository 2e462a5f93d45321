import type { Handler } from '../../runtime/context'

export const paymentsHandlers: Handler[] = []
