import * as op from '@xietong/domain/channel/contract'
import { maskPhone } from '@xietong/domain/kernel/mask'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { listDealerRows } from './dealer-list-store'
import { shown } from './dealer-view'

/**
 * AD-028, AD-029. Whose members a dealer has and who looks after its network is known above, and
 * asked once for the rows of the page.
 */
export const listDealers = answer(op.listDealers, async (ctx, input) => {
  const { salespersonId, ...filter } = input.filter
  const { questions } = ctx.deps
  const [ids, topIds] = await Promise.all([
    dealersInScope(ctx, ctx.db),
    salespersonId === undefined ? null : questions.dealersOfSalesperson(ctx.db, salespersonId),
  ])
  const page = await listDealerRows(ctx.db, { ...input, filter, ids, topIds })
  const [members, salespeople] = await Promise.all([
    questions.membersOfDealers(
      ctx.db,
      page.rows.map(({ id }) => id),
    ),
    questions.salespeopleOf(ctx.db, [...new Set(page.rows.map((row) => row.topId))]),
  ])
  const rows = page.rows.map(({ topId, ...row }) => ({
    ...masked(shown(row)),
    memberCount: members.get(row.id) ?? 0,
    salespersonName: salespeople.get(topId) ?? null,
  }))
  return ok({ ...page, rows })
})

/** AD-009: lists are masked; the record itself, which is edited, shows its phone. */
const masked = <Row extends { phone: string }>(row: Row): Row => ({
  ...row,
  phone: maskPhone(row.phone),
})
