import type { Handler } from '../../runtime/context'

export const channelHandlers: Handler[] = []
