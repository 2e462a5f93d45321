import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/organisation/contract'
import { answer } from '../../runtime/context'
import { selectDepartments } from './store'

export const listDepartments = answer(op.listDepartments, async (ctx) =>
  ok({ rows: await selectDepartments(ctx.db) }),
)
