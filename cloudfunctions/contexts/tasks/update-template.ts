import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { perform } from '../../runtime/context'
import { refuseStale } from '../identity'
import { absentHandler } from './flow-nodes'
import { lockTemplate, updateTemplateRow } from './template-store'

/** Counts for new tasks; a flow that a task began with stays as it is. */
export const updateTemplate = perform(op.updateTemplate, async (ctx, input) => {
  const { templateId, name, note, nodes, on, version } = input
  const before = await lockTemplate(ctx.tx, templateId)
  if (!before) {
    return refuse('NOT_FOUND')
  }
  if (before.version !== version) {
    return refuseStale(ctx, { kind: 'task-template', id: templateId })
  }
  const absent = await absentHandler(ctx.tx, nodes)
  if (absent) {
    return refuse('VALIDATION_FAILED', { fields: absent })
  }
  if (!(await updateTemplateRow(ctx.tx, templateId, { name, note, nodes, on }))) {
    return refuse('DUPLICATE')
  }
  const object = { objectKind: 'task-template', objectId: templateId, objectNo: name }
  ctx.audit({
    ...object,
    before: { name: before.name, nodes: before.nodes, on: before.on },
    after: { nodes, on },
  })
  return ok({ version: version + 1 })
})
