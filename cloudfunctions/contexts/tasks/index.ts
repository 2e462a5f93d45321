export { createSceneTask, type SceneTask } from './create-scene-task'
export type { TaskRecord } from './record-store'
export {
  countOpenTasks,
  refreshSceneRecords,
  resolveSceneRecords,
  taskStatesOf,
} from './scene-records'
