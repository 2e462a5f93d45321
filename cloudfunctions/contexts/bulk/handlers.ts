import type { Handler } from '../../runtime/context'
import { cancelTask } from './cancel-task'
import { chooseColumns } from './choose-columns'
import { deleteView } from './delete-view'
import { getListChoice } from './get-list-choice'
import { getTask } from './get-task'
import { listTasks } from './list-tasks'
import { saveView } from './save-view'
import { startExport } from './start-export'
import { startImport } from './start-import'
import { takeGoodRows } from './take-good-rows'

export const bulkHandlers: Handler[] = [
  listTasks,
  getTask,
  startExport,
  startImport,
  takeGoodRows,
  cancelTask,
  getListChoice,
  saveView,
  deleteView,
  chooseColumns,
]
