import type { CardState } from '@xietong/domain/cards/states'
import { sql } from 'kysely'
import { actorKey } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'

export interface PrintedCard {
  readonly id: string
  readonly state: CardState
  readonly member_id: string | null
  readonly lock_reason: string | null
  readonly secret_hash: Buffer
}

/** A printed card by its number, locked; the hash leaves the database only to be compared. */
export async function lockPrintedCard(ctx: Ctx, number: string): Promise<PrintedCard | null> {
  const { rows } = await sql<PrintedCard>`
    select id, state, member_id, lock_reason, secret_hash from cards.card
    where number = ${number} and kind = 'physical' for update`.execute(ctx.tx)
  return rows[0] ?? null
}

interface Binding {
  readonly cardId: string
  readonly memberId: string
  readonly dealerId: string | null
}

/** An active card that nobody holds goes to a member; its row is locked by the caller. */
export async function bindCard(ctx: Ctx, { cardId, memberId, dealerId }: Binding) {
  await sql`
    with changed as (
      update cards.card set member_id = ${memberId}, holder_dealer_id = null,
        dealer_id = coalesce(dealer_id, ${dealerId}::uuid),
        received_at = ${ctx.now}, moved_at = ${ctx.now}, seq = seq + 1
      where id = ${cardId} and member_id is null and state = 'active' and lock_reason is null
      returning id, seq
    )
    insert into cards.card_event (card_id, seq, kind, at, actor)
    select id, seq, 'bound', ${ctx.now}, ${actorKey(ctx.actor)} from changed`.execute(ctx.tx)
}
