import type { Handler } from '../../runtime/context'
import { getMyCard } from './get-my-card'
import { listCards } from './list-cards'
import { listMyCards } from './list-my-cards'

export const cardsHandlers: Handler[] = [listMyCards, getMyCard, listCards]
