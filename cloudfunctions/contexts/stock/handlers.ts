import type { Handler } from '../../runtime/context'

export const stockHandlers: Handler[] = []
