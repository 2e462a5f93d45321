import { addDays, shanghaiDay, shanghaiTime } from '../kernel/time'

/** First and last day of a season and the days between booking and leaving the lake. */
export interface Season {
  readonly opensOn: string
  readonly closesOn: string
  readonly leadDays: number
}

/** The season that a card product has and the one that was opened after it (AD-144, MB-056). */
export interface Seasons {
  readonly season: Season | null
  readonly nextSeason: Season | null
}

/** The season that counts on a day: the next one as soon as the first is over and it is known. */
export function seasonOn({ season, nextSeason }: Seasons, today: string): Season | null {
  return season && nextSeason && season.closesOn < today ? nextSeason : season
}

/** Where a day stands to a season; a card without one can be redeemed all year. */
export function seasonState(season: Season | null, today: string): 'open' | 'before' | 'over' {
  if (season === null || (season.opensOn <= today && today <= season.closesOn)) {
    return 'open'
  }
  return today < season.opensOn ? 'before' : 'over'
}

/** A card without a season can be booked up to 60 days from now. */
const ALL_YEAR_HORIZON_DAYS = 60

export interface PickUpWindow {
  readonly opensOn: string
  readonly closesOn: string
  readonly earliest: string
  readonly inSeason: boolean
}

/** What the console sets for all cards, and the moment from which it is seen. */
export interface PickUpTerms {
  readonly now: Date
  /** `HH:mm` in Shanghai: what is booked from then on counts as booked the day after. */
  readonly cutOff: string
  /** Days ahead for cards without a season of their own. */
  readonly leadDays: number
}

/** The days that may be chosen. Source: MB-055, MB-056. */
export function pickUpWindow(season: Season | null, terms: PickUpTerms): PickUpWindow {
  const today = shanghaiDay(terms.now)
  const booked = shanghaiTime(terms.now) < terms.cutOff ? today : addDays(today, 1)
  if (season === null) {
    const closesOn = addDays(today, ALL_YEAR_HORIZON_DAYS)
    const earliest = addDays(booked, terms.leadDays)
    return { opensOn: today, closesOn, earliest, inSeason: true }
  }
  const soonest = addDays(booked, season.leadDays)
  return {
    opensOn: season.opensOn,
    closesOn: season.closesOn,
    earliest: soonest > season.opensOn ? soonest : season.opensOn,
    inSeason: seasonState(season, today) === 'open',
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

/**
 * The seasons after opening another one for a product and all its cards, also those sold; or, in
 * words, why it cannot be opened. One that has not begun is replaced; a running one moves up.
 */
export function openSeason(seasons: Seasons, wanted: Season, today: string): Seasons | string {
  const { season, nextSeason } = seasons
  if (season === null) {
    return '这种卡全年可提'
  }
  const base = nextSeason && nextSeason.opensOn <= today ? nextSeason : season
  if (wanted.closesOn < wanted.opensOn) {
    return '收季日不能早于开季日'
  }
  if (wanted.closesOn < today) {
    return '收季日已过'
  }
  return wanted.opensOn > base.closesOn
    ? { season: base, nextSeason: wanted }
    : `须在 ${base.closesOn} 收季之后开季`
}
