import type { Handler } from '../../runtime/context'
import { activateCards } from './activate-cards'
import { addCard } from './add-card'
import { allocateCards } from './allocate-cards'
import { getMyCard } from './get-my-card'
import { listCards } from './list-cards'
import { listMyCards } from './list-my-cards'
import { lockCards } from './lock-cards'
import { markCards } from './mark-cards'
import { releaseCards } from './release-cards'
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
  lockCards,
  releaseCards,
  allocateCards,
  markCards,
  unlockCard,
  unlockMember,
]
