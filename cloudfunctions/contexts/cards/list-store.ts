import type { listCards, listMyCards } from '@xietong/domain/cards/contract'
import type { InputOf } from '@xietong/domain/kernel/operation'
import type { Page } from '@xietong/domain/kernel/paging'
import { sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { type CardRow, cardColumns } from './store'
import type { CardProduct } from './wallet'

const NO_SEASON_END = '9999-12-31'

/**
 * One page of a member's cards. The season's end lives with the card product, so it comes in as a
 * short table of values: a wallet has few products and its cards are found by the member's index.
 */
export async function listWallet(
  reader: Reader,
  memberId: string,
  products: readonly CardProduct[],
  input: InputOf<typeof listMyCards>,
): Promise<Page<CardRow>> {
  const ids = products.map((product) => product.id)
  const ends = products.map((product) => product.season?.closesOn ?? NO_SEASON_END)
  const seasonEnd = sql`coalesce(p.season_end, ${NO_SEASON_END}::date)`
  const received = sql`c.received_at`
  return listRows<CardRow>(reader, {
    select: cardColumns,
    from: sql`cards.card c left join unnest(${ids}::uuid[], ${ends}::date[]) as p(id, season_end)
      on p.id = c.product_id`,
    where: [
      sql`c.member_id = ${memberId}`,
      input.filter.state ? sql`c.state = ${input.filter.state}` : null,
    ],
    sorts: {
      '-receivedAt': { by: received, direction: 'desc', type: 'timestamptz' },
      receivedAt: { by: received, direction: 'asc', type: 'timestamptz' },
      seasonEnd: { by: seasonEnd, direction: 'asc', type: 'date' },
      '-seasonEnd': { by: seasonEnd, direction: 'desc', type: 'date' },
      name: { by: sql`c.name`, direction: 'asc', type: 'text' },
      '-name': { by: sql`c.name`, direction: 'desc', type: 'text' },
    },
    sort: input.sort,
    key: sql`c.id`,
    page: input.page,
    size: input.size,
    after: input.after,
  })
}

/** One page of all cards for the console; numbers are looked up whole or as a range. */
export async function listAllCards(
  reader: Reader,
  input: InputOf<typeof listCards>,
  dealerIds: readonly string[] | null,
): Promise<Page<CardRow>> {
  const created = sql`c.created_at`
  return listRows<CardRow>(reader, {
    select: cardColumns,
    from: sql`cards.card c`,
    where: [within(sql`c.dealer_id`, dealerIds), ...conditions(input.filter)],
    sorts: {
      '-createdAt': { by: created, direction: 'desc', type: 'timestamptz' },
      createdAt: { by: created, direction: 'asc', type: 'timestamptz' },
      number: { by: byNumber, direction: 'asc', type: 'text' },
      '-number': { by: byNumber, direction: 'desc', type: 'text' },
    },
    sort: input.sort,
    key: sql`c.id`,
    page: input.page,
    size: input.size,
    after: input.after,
  })
}

/** The order and the ranges of numbers, as their indexes have it. */
const byNumber = sql`c.number collate "C"`

/** Written out, so that each has its index. */
const heldBy = {
  platform: sql`c.member_id is null and c.holder_dealer_id is null`,
  dealer: sql`(c.holder_dealer_id is null) is false`,
  member: sql`c.member_id is not null`,
} as const

function conditions(filter: InputOf<typeof listCards>['filter']) {
  const { number, numberFrom, numberTo, kind, name, state, batch, vip, memberId, orderNo } = filter
  return [
    number ? sql`c.number = ${number}` : null,
    numberFrom ? sql`${byNumber} >= ${numberFrom}` : null,
    numberTo ? sql`${byNumber} <= ${numberTo}` : null,
    kind ? sql`c.kind = ${kind}` : null,
    name ? sql`c.name = ${name}` : null,
    state ? sql`c.state = ${state}` : null,
    filter.holder ? heldBy[filter.holder] : null,
    filter.holderDealerId ? sql`c.holder_dealer_id = ${filter.holderDealerId}` : null,
    filter.ownerDealerId ? sql`c.owner_dealer_id = ${filter.ownerDealerId}` : null,
    filter.enterprise ? sql`c.enterprise = ${filter.enterprise}` : null,
    batch ? sql`c.batch = ${batch}` : null,
    vip === undefined ? null : vip ? sql`c.vip` : sql`not c.vip`,
    memberId ? sql`c.member_id = ${memberId}` : null,
    orderNo ? sql`c.order_no = ${orderNo}` : null,
  ]
}
