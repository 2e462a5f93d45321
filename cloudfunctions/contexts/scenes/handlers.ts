import type { Handler } from '../../runtime/context'

export const scenesHandlers: Handler[] = []
