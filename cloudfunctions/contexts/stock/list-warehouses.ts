import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/stock/contract'
import { answer } from '../../runtime/context'
import { selectWarehouses } from './store'

export const listWarehouses = answer(op.listWarehouses, async (ctx) =>
  ok({ rows: await selectWarehouses(ctx.db) }),
)
