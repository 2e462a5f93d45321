import type { Handler } from '../../runtime/context'

export const fulfilmentHandlers: Handler[] = []
