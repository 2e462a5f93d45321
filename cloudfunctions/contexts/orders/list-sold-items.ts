import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/orders/search-contract'
import { answer } from '../../runtime/context'
import { selectSoldItems } from './search-store'

const SHOWN = 500

export const listSoldItems = answer(op.listSoldItems, async (ctx, { keyword }) =>
  ok({ rows: await selectSoldItems(ctx.db, keyword, SHOWN) }),
)
