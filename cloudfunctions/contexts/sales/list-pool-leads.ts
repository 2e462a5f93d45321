import { maskPhone } from '@xietong/domain/kernel/mask'
import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/sales/contract'
import { answer } from '../../runtime/context'
import { iso } from './lead-view'
import { blockEnd, listPoolRows } from './pool-store'

/** ST-029: everybody of the team sees the pool, nobody a phone in it. */
export const listPoolLeads = answer(op.listPoolLeads, async (ctx, input) => {
  const page = await listPoolRows(ctx.db, { employeeId: ctx.actor.employeeId, ...input })
  const rows = page.rows.map(({ phone, ownReleaseAt, releasedAt, createdAt, ...row }) => ({
    ...row,
    maskedPhone: maskPhone(phone),
    releasedAt: iso(releasedAt),
    blockedUntil: iso(blockEnd(ownReleaseAt, ctx.now)),
    createdAt: createdAt.toISOString(),
  }))
  return ok({ ...page, rows })
})
