import * as op from '@xietong/domain/fulfilment/store-order-contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listOfStore } from '../orders'
import { newestNotesOfStore } from './note-list-store'

/** DL-101 to DL-103: the orders of the store that asks, and of no other. */
export const listStoreOrders = answer(op.listStoreOrders, async (ctx, input) => {
  const { dealerId } = ctx.actor
  const page = await listOfStore(ctx.db, dealerId, input)
  const ids = page.rows.map(({ id }) => id)
  const notes = await newestNotesOfStore(ctx.db, dealerId, ids)
  return ok({
    ...page,
    rows: page.rows.map(({ type, ...row }) => ({
      ...row,
      orderType: type,
      createdAt: row.createdAt.toISOString(),
      noteId: notes.get(row.id) ?? null,
    })),
  })
})
