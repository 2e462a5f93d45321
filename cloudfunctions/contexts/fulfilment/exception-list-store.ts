import type { listExceptions } from '@xietong/domain/fulfilment/exception-contract'
import type { InputOf } from '@xietong/domain/kernel/operation'
import type { Page } from '@xietong/domain/kernel/paging'
import { sql } from 'kysely'
import { within } from '../../runtime/data-scope'
import type { Reader } from '../../runtime/database'
import { listRows } from '../../runtime/list-rows'
import { type Exception, exceptionColumns } from './exception-store'

const byOpened = { by: sql`e.opened_at`, type: 'timestamptz' } as const

/** Exceptions of the caller's scope (null = all); `mine` = those that this account owns. */
export function listExceptionRows(
  reader: Reader,
  input: InputOf<typeof listExceptions>,
  seer: { readonly accountId: string; readonly dealerIds: readonly string[] | null },
): Promise<Page<Exception>> {
  const { keyword, state, kind, mine } = input.filter
  const owned = sql`e.owner_id = ${seer.accountId}::uuid`
  return listRows<Exception>(reader, {
    select: exceptionColumns,
    from: sql`fulfilment.exceptions e`,
    where: [
      within(sql`e.order_dealer_id`, seer.dealerIds),
      keyword === undefined
        ? null
        : sql`(e.order_no = ${keyword} or e.tracking_no = ${keyword.toUpperCase()})`,
      state === undefined ? null : sql`e.state = ${state}`,
      kind === undefined ? null : sql`e.kind = ${kind}`,
      mine === undefined ? null : mine ? owned : sql`(${owned}) is not true`,
    ],
    sorts: {
      '-openedAt': { ...byOpened, direction: 'desc' },
      openedAt: { ...byOpened, direction: 'asc' },
    },
    sort: input.sort,
    key: sql`e.id`,
    page: input.page,
    size: input.size,
    after: input.after,
  })
}
