import type { Rig } from '../rig/rig'

type State = 'inactive' | 'active' | 'used' | 'void'
type Holder = 'platform' | 'dealer' | 'member'

/** A card at one point of its story. */
interface Standing {
  readonly state: State
  readonly locked: boolean
  readonly holder: Holder
  readonly orderId: string | null
}

export interface CardEvent {
  readonly seq: number
  readonly kind: string
  readonly orderId: string | null
}

export interface CardStory {
  readonly number: string
  readonly state: State
  readonly locked: boolean
  readonly holder: Holder
  readonly orderId: string | null
  readonly events: readonly CardEvent[]
}

type Step = (at: Standing, event: CardEvent) => Standing | null

const when =
  (possible: (at: Standing) => boolean, next: (event: CardEvent) => Partial<Standing>): Step =>
  (at, event) =>
    possible(at) ? { ...at, ...next(event) } : null

const isOpen = ({ state, locked }: Standing) =>
  !locked && (state === 'inactive' || state === 'active')

/** The table of the specification once more, written apart from the product's own. */
const table: Readonly<Record<string, Step>> = {
  activated: when(
    (at) => isOpen(at) && at.state === 'inactive',
    () => ({ state: 'active' }),
  ),
  allocated: when(
    (at) => isOpen(at) && at.state === 'inactive' && at.holder === 'platform',
    () => ({ holder: 'dealer' }),
  ),
  bound: when(
    (at) => isOpen(at) && at.state === 'active' && at.holder !== 'member',
    () => ({ holder: 'member' }),
  ),
  used: when(
    (at) => isOpen(at) && at.state === 'active' && at.holder === 'member',
    ({ orderId }) => ({ state: 'used', orderId }),
  ),
  restored: (at, { orderId }) =>
    at.state === 'used' && at.orderId === orderId
      ? { ...at, state: 'active', orderId: null }
      : null,
  voided: when(isOpen, () => ({ state: 'void' })),
  locked: when(isOpen, () => ({ locked: true })),
  unlocked: when(
    ({ locked }) => locked,
    () => ({ locked: false }),
  ),
}

/** What is wrong with a card's story; null when it is a path of the table that ends at its row. */
export function storyFault({ events, number, ...row }: CardStory): string | null {
  const told = events.map(({ kind }) => kind).join(' → ')
  let at: Standing = { state: 'inactive', locked: false, holder: 'platform', orderId: null }
  for (const [place, event] of events.entries()) {
    if (event.seq !== place + 1) {
      return `${number}: event ${place + 1} has number ${event.seq}`
    }
    const next = place === 0 && event.kind === 'imported' ? at : table[event.kind]?.(at, event)
    if (!next) {
      return `${number}: ${event.kind} is no step from ${at.state} (${told})`
    }
    at = next
  }
  const differs = (Object.keys(at) as (keyof Standing)[]).filter((key) => at[key] !== row[key])
  return differs.length > 0 ? `${number}: its row differs in ${differs.join()} (${told})` : null
}

export async function storiesOf(rig: Rig, cardIds: readonly string[]): Promise<CardStory[]> {
  const { rows } = await rig.db.query<CardStory>(
    `select c.number, c.state, c.lock_reason is not null as locked,
       case when c.member_id is not null then 'member'
         when c.holder_dealer_id is not null then 'dealer' else 'platform' end as holder,
       c.used_order_id as "orderId",
       (select json_agg(json_build_object('seq', e.seq, 'kind', e.kind, 'orderId', e.order_id)
          order by e.seq) from cards.card_event e where e.card_id = c.id) as events
     from cards.card c where c.id = any($1) order by c.number`,
    [cardIds],
  )
  return rows
}
