import type { Handler } from '../../runtime/context'

export const filesHandlers: Handler[] = []
