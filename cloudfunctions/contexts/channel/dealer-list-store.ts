import type { Tier } from '@xietong/domain/channel/commission'
import { serialOf } from '@xietong/domain/channel/dealer-number'
import type { DealerKind, DealerState } from '@xietong/domain/channel/tree'
import type { Fen } from '@xietong/domain/kernel/money'
import { type RawBuilder, sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { balancesBeside } from '../ledger'
import { type DealerRow, dealerRow } from './dealer-store'

export interface DealerListRow extends DealerRow {
  parentName: string | null
  childCount: number
  /** The first-tier dealer of its network: itself for tier 1. */
  topId: string
  storedValueFen: Fen | null
  availableCreditFen: Fen | null
}

interface Paging {
  readonly sort: string
  readonly page: number
  readonly size: number
  readonly after?: string | undefined
}

export interface DealerList extends Paging {
  readonly filter: {
    readonly keyword?: string | undefined
    readonly name?: string | undefined
    readonly phone?: string | undefined
    readonly tier?: Tier | undefined
    readonly kind?: DealerKind | undefined
    readonly businessType?: 'offline' | 'online' | undefined
    readonly parentId?: string | undefined
    readonly state?: DealerState | undefined
  }
  /** The dealers of the caller's data scope; null = all. */
  readonly ids: readonly string[] | null
  /** First-tier dealers of the chosen salesperson; null = not asked for. */
  readonly topIds: readonly string[] | null
}

const byCreation = { by: sql`d.created_at`, type: 'timestamptz' }
const byName = { by: sql`d.name`, type: 'text' }
const balances = balancesBeside(sql`d.id`)
const byBalance = { by: balances.byStoredValue, type: 'bigint' }
const topId = sql`coalesce(p.parent_id, d.parent_id, d.id)`

/** AD-028, AD-029: a dealer must match all the given filters. */
export function listDealerRows(reader: Reader, list: DealerList) {
  const { filter, ids, topIds, sort, page, size, after } = list
  return listRows<DealerListRow>(reader, {
    select: sql`${dealerRow}, p.name as "parentName", ${topId} as "topId", ${balances.columns}, (
      select count(*)::int from channel.dealer c where c.parent_id = d.id
    ) as "childCount"`,
    from: sql`channel.dealer d left join channel.dealer p on p.id = d.parent_id ${balances.join}`,
    where: [within(sql`d.id`, ids), within(topId, topIds), ...conditions(filter)],
    sorts: {
      '-createdAt': { ...byCreation, direction: 'desc' },
      createdAt: { ...byCreation, direction: 'asc' },
      name: { ...byName, direction: 'asc' },
      '-name': { ...byName, direction: 'desc' },
      '-balance': { ...byBalance, direction: 'desc' },
      balance: { ...byBalance, direction: 'asc' },
    },
    sort,
    key: sql`d.id`,
    page,
    size,
    after,
  })
}

function conditions(filter: DealerList['filter']): (RawBuilder<unknown> | null)[] {
  const { keyword, name, phone, tier, kind, businessType, parentId, state } = filter
  return [
    keyword === undefined ? null : matches(keyword),
    name === undefined ? null : sql`d.name ilike ${part(name)}`,
    phone === undefined ? null : sql`d.phone like ${part(phone)}`,
    tier === undefined ? null : sql`d.tier = ${tier}`,
    kind === undefined ? null : sql`d.kind = ${kind}`,
    businessType === undefined ? null : runs[businessType],
    parentId === undefined ? null : sql`d.parent_id = ${parentId}`,
    state === undefined ? null : sql`d.state = ${state}`,
  ]
}

const runs = { offline: sql`d.sells_offline`, online: sql`d.earns_online` }

/** Dealers among the given ones, by name: the customers of a salesperson. */
export function listDealersById(
  reader: Reader,
  {
    ids,
    keyword,
    ...page
  }: Paging & { readonly ids: readonly string[]; readonly keyword?: string | undefined },
) {
  return listRows<DealerRow>(reader, {
    select: dealerRow,
    from: sql`channel.dealer d`,
    where: [sql`d.id = any(${ids}::uuid[])`, keyword === undefined ? null : matches(keyword)],
    sorts: { name: { ...byName, direction: 'asc' } },
    key: sql`d.id`,
    ...page,
  })
}

/** `%` and `_` of the user are letters. */
const part = (typed: string) => `%${typed.replace(/[\\%_]/g, '\\$&')}%`

/** Part of the name, the contact or the phone, or the whole number. */
function matches(keyword: string) {
  const pattern = part(keyword)
  return sql`(d.name ilike ${pattern} or d.contact ilike ${pattern} or d.phone like ${pattern}
    or d.serial = ${serialOf(keyword)}::int)`
}
