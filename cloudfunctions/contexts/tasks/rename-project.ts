import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/tasks/contract'
import { perform } from '../../runtime/context'
import { refuseStale } from '../identity'
import { lockProject, updateProjectName } from './project-store'

export const renameProject = perform(
  op.renameProject,
  async (ctx, { projectId, name, version }) => {
    const project = await lockProject(ctx.tx, projectId)
    if (!project) {
      return refuse('NOT_FOUND')
    }
    if (project.builtIn) {
      return refuse('BUILT_IN_PROJECT')
    }
    if (project.version !== version) {
      return refuseStale(ctx, { kind: 'project', id: projectId })
    }
    if (!(await updateProjectName(ctx.tx, projectId, name))) {
      return refuse('DUPLICATE', { what: '项目名称' })
    }
    ctx.audit({
      objectKind: 'project',
      objectId: projectId,
      objectNo: name,
      before: { name: project.name },
      after: { name },
    })
    return ok({ version: version + 1 })
  },
)
