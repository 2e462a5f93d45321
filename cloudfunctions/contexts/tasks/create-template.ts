import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { perform } from '../../runtime/context'
import { absentHandler } from './flow-nodes'
import { insertTemplate } from './template-store'

/** CO-023: a defined flow for the tasks to come. */
export const createTemplate = perform(op.createTemplate, async (ctx, input) => {
  const { name, note, nodes, on } = input
  const absent = await absentHandler(ctx.tx, nodes)
  if (absent) {
    return refuse('VALIDATION_FAILED', { fields: absent })
  }
  const id = ctx.newId()
  if (!(await insertTemplate(ctx.tx, { id, now: ctx.now, fields: { name, note, nodes, on } }))) {
    return refuse('DUPLICATE')
  }
  ctx.audit({ objectKind: 'task-template', objectId: id, objectNo: name, after: { nodes, on } })
  return ok({ templateId: id })
})
