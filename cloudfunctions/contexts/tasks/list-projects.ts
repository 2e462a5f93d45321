import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { answer } from '../../runtime/context'
import { selectProjects } from './project-store'

export const listProjects = answer(op.listProjects, async (ctx) =>
  ok({ rows: await selectProjects(ctx.db, ctx.actor.accountId) }),
)
