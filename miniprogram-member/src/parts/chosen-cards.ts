import type { FaceKind } from '@xietong/ui/card-face'
import { create } from 'zustand'

export interface ChosenCard {
  readonly id: string
  readonly face: FaceKind
  readonly name: string
  readonly maskedNumber: string
}

/** The cards that were ticked in the wallet, so that the next page can show them at once. */
export const useChosenCards = create<{ cards: readonly ChosenCard[] }>(() => ({ cards: [] }))
