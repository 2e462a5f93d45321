import type { Handler } from '../../runtime/context'

export const membersHandlers: Handler[] = []
