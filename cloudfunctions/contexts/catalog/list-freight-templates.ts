import * as op from '@xietong/domain/catalog/freight-contract'
import { ok } from '@xietong/domain/kernel/result'
import { answer } from '../../runtime/context'
import { listTemplates } from './freight-store'

export const listFreightTemplates = answer(op.listFreightTemplates, async (ctx) =>
  ok({ rows: await listTemplates(ctx.db) }),
)
