import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { perform } from '../../runtime/context'
import { insertProject } from './project-store'

export const createProject = perform(op.createProject, async (ctx, { name }) => {
  const id = ctx.newId()
  if (!(await insertProject(ctx.tx, { id, name, now: ctx.now }))) {
    return refuse('DUPLICATE', { what: '项目名称' })
  }
  ctx.audit({ objectKind: 'project', objectId: id, objectNo: name, after: { name } })
  return ok({ projectId: id })
})
