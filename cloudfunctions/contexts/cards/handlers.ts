import type { Handler } from '../../runtime/context'

export const cardsHandlers: Handler[] = []
