import type { Handler } from '../../runtime/context'

export const organisationHandlers: Handler[] = []
