import { voidCards as contract } from '@xietong/domain/cards/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { sql } from 'kysely'
import { perform } from '../../cloudfunctions/runtime/context'

/**
 * Planted bug for A2: the state is read, and the card is written later without looking again. The
 * test holds it between the two, so that the other's change surely lies between them.
 */
export const voidAfterReading = (hold: { readonly hasRead: () => void; go: Promise<void> }) =>
  perform(contract, async (ctx, { cardIds, reason }) => {
    const [cardId = ''] = cardIds
    const { rows } = await sql<{ state: string }>`
      select state from cards.card where id = ${cardId}`.execute(ctx.tx)
    if (rows[0]?.state !== 'active') {
      return refuse('STATE_CONFLICT')
    }
    hold.hasRead()
    await hold.go
    await sql`
      with changed as (
        update cards.card set state = 'void', used_order_id = null, seq = seq + 1
        where id = ${cardId} returning id, seq
      )
      insert into cards.card_event (card_id, seq, kind, at, actor, note)
      select id, seq, 'voided', ${ctx.now}, 'test', ${reason} from changed`.execute(ctx.tx)
    ctx.audit({ objectKind: 'card', objectId: cardId, after: { reason } })
    return ok({ changed: 1 })
  })
