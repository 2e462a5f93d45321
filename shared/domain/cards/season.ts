import { addDays } from '../kernel/time'

/** First and last day of a season and the days between booking and leaving the lake. */
export interface Season {
  readonly opensOn: string
  readonly closesOn: string
  readonly leadDays: number
}

/** A card without a season can be redeemed all year, one day ahead, up to 60 days from now. */
const ALL_YEAR_LEAD_DAYS = 1
const ALL_YEAR_HORIZON_DAYS = 60

export interface PickUpWindow {
  readonly opensOn: string
  readonly closesOn: string
  readonly earliest: string
  readonly inSeason: boolean
}

/** The days that may be chosen, seen from `today` (Shanghai). Source: MB-055, MB-056. */
export function pickUpWindow(season: Season | null, today: string): PickUpWindow {
  if (season === null) {
    const earliest = addDays(today, ALL_YEAR_LEAD_DAYS)
    const closesOn = addDays(today, ALL_YEAR_HORIZON_DAYS)
    return { opensOn: today, closesOn, earliest, inSeason: true }
  }
  const soonest = addDays(today, season.leadDays)
  return {
    opensOn: season.opensOn,
    closesOn: season.closesOn,
    earliest: soonest > season.opensOn ? soonest : season.opensOn,
    inSeason: season.opensOn <= today && today <= season.closesOn,
  }
}

/** Why a day cannot be booked, apart from being full; null when it can. */
export function pickUpDayRefusal(
  window: PickUpWindow,
  wanted: string,
): 'OUT_OF_SEASON' | 'DATE_NOT_OFFERED' | null {
  if (!window.inSeason) {
    return 'OUT_OF_SEASON'
  }
  return wanted < window.earliest || wanted > window.closesOn ? 'DATE_NOT_OFFERED' : null
}
