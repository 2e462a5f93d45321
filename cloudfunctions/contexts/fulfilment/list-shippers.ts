import * as op from '@xietong/domain/fulfilment/tracing-contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { dealerNames, listStores } from '../channel'
import { selectShippingStores } from './note-list-store'

const SHOWN = 500

/** Stores that work come first; one that was closed stays findable by what it shipped. */
export const listShippers = answer(op.listShippers, async (ctx, { keyword = '' }) => {
  const working = (await listStores(ctx.db)).map(({ dealerId, name }) => ({
    id: dealerId,
    name,
    active: true,
  }))
  const known = new Set(working.map(({ id }) => id))
  const gone = (await selectShippingStores(ctx.db)).filter((id) => !known.has(id))
  const names = await dealerNames(ctx.db, gone)
  const closed = [...names].map(([id, name]) => ({ id, name, active: false }))
  const found = [...working, ...closed].filter(({ name }) => name.includes(keyword))
  return ok({ rows: found.slice(0, SHOWN) })
})
