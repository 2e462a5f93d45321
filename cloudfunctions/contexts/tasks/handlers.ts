import type { Handler } from '../../runtime/context'

export const tasksHandlers: Handler[] = []
