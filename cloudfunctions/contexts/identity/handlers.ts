import type { Handler } from '../../runtime/context'

export const identityHandlers: Handler[] = []
