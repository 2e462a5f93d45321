import type { Handler } from '../../runtime/context'

export const settingsHandlers: Handler[] = []
