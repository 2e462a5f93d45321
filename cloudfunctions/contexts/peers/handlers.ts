import type { Handler } from '../../runtime/context'

export const peersHandlers: Handler[] = []
