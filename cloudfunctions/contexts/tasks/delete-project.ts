import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { perform } from '../../runtime/context'
import { lockProject, removeProject } from './project-store'

export const deleteProject = perform(op.deleteProject, async (ctx, { projectId }) => {
  const project = await lockProject(ctx.tx, projectId)
  if (!project) {
    return refuse('NOT_FOUND')
  }
  if (project.builtIn) {
    return refuse('BUILT_IN_PROJECT')
  }
  if (!(await removeProject(ctx.tx, projectId))) {
    return refuse('IN_USE', { reason: '项目中还有任务' })
  }
  ctx.audit({ objectKind: 'project', objectId: projectId, before: { name: project.name } })
  return ok({})
})
