import { maskName } from '../kernel/mask'
import { stateMachine } from '../kernel/state-machine'
import { DAY_MS, plusMs } from '../kernel/time'
import type { Tone } from './states'

export const reviewStates = ['waiting', 'shown', 'hidden'] as const
export type ReviewState = (typeof reviewStates)[number]

export const reviewLabels: Readonly<Record<ReviewState, { label: string; tone: Tone }>> = {
  waiting: { label: '待审核', tone: 'ours' },
  shown: { label: '已展示', tone: 'done' },
  hidden: { label: '已隐藏', tone: 'ended' },
}

/**
 * AD-268: a review is shown once its content check passed; what the check doubts, and every video,
 * waits for staff. Staff may hide it and show it again; nobody deletes a member's words.
 */
export const reviewMachine = stateMachine<ReviewState>(['waiting', 'shown'], {
  waiting: ['shown', 'hidden'],
  shown: ['hidden', 'waiting'],
  hidden: ['shown'],
})

export const reviewBands = ['good', 'medium', 'bad'] as const
export type ReviewBand = (typeof reviewBands)[number]
export const reviewBandLabels: Readonly<Record<ReviewBand, string>> = {
  good: '好评',
  medium: '中评',
  bad: '差评',
}

export const MOST_STARS = 5

/** 4 and 5 stars are good, 3 medium, fewer bad (MB-021). */
export function bandOf(score: number): ReviewBand {
  if (score >= 4) {
    return 'good'
  }
  return score === 3 ? 'medium' : 'bad'
}

/** A member may add to a review once, in so many days after writing it (MB-062). */
export const APPEND_DAYS = 30

export function appendUntil(writtenAt: Date): Date {
  return plusMs(writtenAt, APPEND_DAYS * DAY_MS)
}

/** Tenths of a star, rounded half up: 13 stars in 3 reviews are 4.3; null without a review. */
export function averageTenths(stars: number, reviews: number): number | null {
  return reviews === 0 ? null : Math.round((stars * 10) / reviews)
}

/** What others read of the writer: 林晓月 → 林**. */
export const shownNickname = (nickname: string): string => maskName(nickname)
