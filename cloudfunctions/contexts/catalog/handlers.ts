import type { Handler } from '../../runtime/context'

export const catalogHandlers: Handler[] = []
