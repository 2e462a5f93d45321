import * as op from '@xietong/domain/fulfilment/tracing-contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listStores } from '../channel'

const SHOWN = 500

export const listShippers = answer(op.listShippers, async (ctx, { keyword = '' }) => {
  const stores = await listStores(ctx.db)
  const rows = stores
    .filter(({ name }) => name.includes(keyword))
    .slice(0, SHOWN)
    .map(({ dealerId, name }) => ({ id: dealerId, name }))
  return ok({ rows })
})
