import { sql } from 'kysely'
import { senderOf } from '../../cloudfunctions/contexts/peers/senders'
import type { Deps } from '../../cloudfunctions/runtime/context'

interface Message {
  id: string
  call: string
  business_key: string
  payload: Record<string, unknown>
}

/** Planted bug for B3: a message counts as sent before it is, so that nobody sends it twice. */
export async function drainMarkedFirst(deps: Deps): Promise<number> {
  const { rows } = await sql<Message>`
    update peers.outbox set state = 'confirmed', next_at = null, attempts = attempts + 1
    where id in (select id from peers.outbox where state = 'waiting' limit 10)
    returning id, call, business_key, payload`.execute(deps.db)
  await Promise.all(
    rows.map(({ id, call, business_key: businessKey, payload }) =>
      senderOf(call)?.send(deps, payload, { id, businessKey, attempts: 1, createdAt: deps.now() }),
    ),
  )
  return rows.length
}
