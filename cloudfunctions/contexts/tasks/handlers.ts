import type { Handler } from '../../runtime/context'
import { beginNode } from './begin-node'
import { completeNode } from './complete-node'
import { countMyTodos } from './count-my-todos'
import { createProject } from './create-project'
import { createTask } from './create-task'
import { createTemplate } from './create-template'
import { deleteProject } from './delete-project'
import { getTask } from './get-task'
import { listMyTasks } from './list-my-tasks'
import { listMyTodos } from './list-my-todos'
import { listProjects } from './list-projects'
import { listTemplates } from './list-templates'
import { renameProject } from './rename-project'
import { updateTemplate } from './update-template'

export const tasksHandlers: Handler[] = [
  listProjects,
  createProject,
  renameProject,
  deleteProject,
  createTask,
  listTemplates,
  createTemplate,
  updateTemplate,
  listMyTasks,
  listMyTodos,
  countMyTodos,
  getTask,
  beginNode,
  completeNode,
]
