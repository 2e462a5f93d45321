import type { Handler } from '../../runtime/context'
import { activateCards } from './activate-cards'
import { addCard } from './add-card'
import { getMyCard } from './get-my-card'
import { listCards } from './list-cards'
import { listMyCards } from './list-my-cards'
import { unlockCard } from './unlock-card'
import { unlockMember } from './unlock-member'
import { voidCards } from './void-cards'

export const cardsHandlers: Handler[] = [
  listMyCards,
  getMyCard,
  addCard,
  listCards,
  activateCards,
  voidCards,
  unlockCard,
  unlockMember,
]
