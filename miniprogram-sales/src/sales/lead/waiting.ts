import type { LeadDetail } from './index'

type FollowUp = LeadDetail['followUps'][number]

/** The follow-up that waits for its result: the one that is longest due, else the next planned. */
export function waitingOf({ followUps }: Pick<LeadDetail, 'followUps'>): FollowUp | undefined {
  const open = followUps.filter(({ state }) => state === 'overdue' || state === 'planned')
  return [...open].sort((a, b) => (a.at < b.at ? -1 : 1))[0]
}
