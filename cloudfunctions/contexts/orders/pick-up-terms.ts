import type { PickUpTerms } from '@xietong/domain/cards/season'
import type { Settings } from '@xietong/domain/settings/contract'

/** What the console's settings say about the days of a pick-up, seen from now (MB-056). */
export const pickUpTerms = (now: Date, settings: Settings): PickUpTerms => ({
  now,
  cutOff: settings.pickUpCutOff,
  leadDays: settings.pickUpLeadDays,
})
