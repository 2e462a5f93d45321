import { listDealerPeople as declared } from '@xietong/domain/channel/contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { dealersInScope } from '../../runtime/data-scope'
import { selectStaff } from './people-store'

export const listDealerPeople = answer(declared, async (ctx, input) =>
  ok({ rows: await selectStaff(ctx.db, { ...input, ids: await dealersInScope(ctx, ctx.db) }) }),
)
