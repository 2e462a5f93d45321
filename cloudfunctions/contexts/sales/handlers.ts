import type { Handler } from '../../runtime/context'

export const salesHandlers: Handler[] = []
