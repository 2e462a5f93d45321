import type { Rig } from '../rig/rig'

/** One try to redeem the card; answers `done` or the code of the refusal. */
export type Redeem = (caller: number) => Promise<string>

export interface Race {
  /** How often each answer was given. */
  readonly answers: Record<string, number>
  /** Pick-up orders that hold the card, and events that say it was used. */
  readonly orders: number
  readonly usedEvents: number
}

/** A1: everybody redeems the same card at the same moment. */
export async function raceForCard(
  rig: Rig,
  cardId: string,
  { callers, redeem }: { callers: number; redeem: Redeem },
): Promise<Race> {
  const before = await pickUps(rig)
  const told = await Promise.all(Array.from({ length: callers }, (_, index) => redeem(index)))
  const answers: Record<string, number> = {}
  for (const answer of told) {
    answers[answer] = (answers[answer] ?? 0) + 1
  }
  const { rows } = await rig.db.query<{ used: number }>(
    `select count(*)::int as used from cards.card_event where card_id = $1 and kind = 'used'`,
    [cardId],
  )
  return { answers, orders: (await pickUps(rig)) - before, usedEvents: rows[0]?.used ?? 0 }
}

async function pickUps(rig: Rig): Promise<number> {
  const { rows } = await rig.db.query<{ n: number }>(
    `select count(*)::int as n from orders.sales_order where type = 'pick-up'`,
  )
  return rows[0]?.n ?? 0
}
