import type { trackStates } from './contract'

export type TrackState = (typeof trackStates)[number]

/** The words a member and a clerk read. */
export const trackStateLabels: Readonly<Record<TrackState, string>> = {
  collected: '已揽收',
  moving: '运输中',
  delivering: '派送中',
  signed: '已签收',
  trouble: '疑难件',
  returned: '退回中',
  refused: '已拒签',
  forwarded: '转投中',
}

const exact: Readonly<Record<string, TrackState>> = {
  '0': 'moving',
  '1': 'collected',
  '2': 'trouble',
  '3': 'signed',
  '4': 'returned',
  '5': 'delivering',
  '6': 'returned',
  '7': 'forwarded',
  '14': 'refused',
}
/** Finer codes of the aggregator start with the digit of their group: 301 is a kind of 3 签收. */
const DETAIL = /^([1-7])\d{2}$/

/** IN-086: the aggregator's state in our words; what is not known counts as on the way. */
export function trackStateOf(code: string): TrackState {
  const group = DETAIL.exec(code)?.[1]
  return exact[code] ?? (group === undefined ? undefined : exact[group]) ?? 'moving'
}

export interface TrackLine {
  readonly at: Date
  readonly text: string
  readonly state: string
}
export interface Track {
  readonly state: string
  readonly events: readonly TrackLine[]
}

/** The moment a track speaks of: its newest line; null while nothing happened. */
export function trackTime(track: Track): Date | null {
  const times = track.events.map(({ at }) => at.getTime())
  return times.length === 0 ? null : new Date(Math.max(...times))
}

/** States after which a parcel moves no more. */
const final: readonly string[] = ['signed', 'returned', 'refused']

/**
 * Newer by its newest event; two events of one second are told apart by the length of the route.
 */
function isNewer(stored: Track, push: Track): boolean {
  const storedAt = trackTime(stored)?.getTime() ?? Number.NEGATIVE_INFINITY
  const pushedAt = trackTime(push)?.getTime() ?? Number.NEGATIVE_INFINITY
  const longer = push.events.length > stored.events.length
  return pushedAt > storedAt || (pushedAt === storedAt && longer)
}

const sameLine = (a: TrackLine, b: TrackLine) =>
  a.at.getTime() === b.at.getTime() && a.text === b.text

/** Lines of a push that the stored route does not have. */
const unheard = (stored: Track, push: Track) =>
  push.events.filter((event) => !stored.events.some((known) => sameLine(known, event)))

const newestFirst = (events: readonly TrackLine[]) =>
  [...events].sort((a, b) => b.at.getTime() - a.at.getTime())

/**
 * What is stored after a push: the whole route replaces the stored one when its newest event is
 * newer (IN-086). A parcel that was signed for stays signed, whatever "on the way" arrives late;
 * only another final state replaces a final one. What an older push, or one that comes after the
 * end, tells for the first time is added as history and changes no state (IN-010); a push without
 * news changes nothing (null).
 */
export function nextTrack(stored: Track, push: Track): Track | null {
  const keeps = final.includes(stored.state) && !final.includes(push.state)
  if (isNewer(stored, push) && !keeps) {
    return { state: push.state, events: newestFirst(push.events) }
  }
  const history = unheard(stored, push)
  return history.length === 0
    ? null
    : { state: stored.state, events: newestFirst([...stored.events, ...history]) }
}
