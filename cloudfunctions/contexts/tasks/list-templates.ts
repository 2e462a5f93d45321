import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { answer } from '../../runtime/context'
import { accountsOf } from '../identity'
import { selectTemplates } from './template-store'

export const listTemplates = answer(op.listTemplates, async (ctx) => {
  const templates = await selectTemplates(ctx.db)
  const people = templates.flatMap(({ nodes }) => nodes.map((node) => node.handlerAccountId))
  const names = await accountsOf(ctx.db, [...new Set(people)])
  const nameOf = (id: string) => names.get(id)?.name ?? '—'
  return ok({
    rows: templates.map((one) => ({
      ...one,
      nodes: [...one.nodes],
      handlerNames: one.nodes.map((node) => nameOf(node.handlerAccountId)),
      createdAt: one.createdAt.toISOString(),
    })),
  })
})
