export { workOnTask } from './work'
export type { BulkTools, ImportTask, ImportWork } from './work-types'
