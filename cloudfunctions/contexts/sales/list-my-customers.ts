import { maskPhone } from '@xietong/domain/kernel/mask'
import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { answer } from '../../runtime/context'
import { listDealersById } from '../channel'
import { selectCustomers } from './customer-store'

/** First-tier dealers that are assigned to this salesperson. */
export const listMyCustomers = answer(op.listMyCustomers, async (ctx, { filter, ...page }) => {
  const own = await selectCustomers(ctx.db, ctx.actor.employeeId)
  const last = new Map(own.map((row) => [row.dealerId, row.lastFollowUpAt]))
  const list = { ids: [...last.keys()], keyword: filter.keyword, ...page }
  const found = await listDealersById(ctx.db, list)
  const rows = found.rows.map(({ id, name, contact, phone, city }) => ({
    id,
    name,
    contact,
    maskedPhone: maskPhone(phone),
    city,
    lastFollowUpAt: last.get(id)?.toISOString() ?? null,
  }))
  return ok({ ...found, rows })
})
