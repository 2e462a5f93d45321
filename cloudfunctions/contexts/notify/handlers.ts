import type { Handler } from '../../runtime/context'

export const notifyHandlers: Handler[] = []
