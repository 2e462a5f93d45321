import type { Handler } from '../../runtime/context'

export const ordersHandlers: Handler[] = []
