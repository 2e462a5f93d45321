import type { Handler } from '../../runtime/context'
import { createScene } from './create-scene'
import { listBaseScenes } from './list-base-scenes'
import { listRuns } from './list-runs'
import { listScenes } from './list-scenes'
import { switchScene } from './switch-scene'

export const scenesHandlers: Handler[] = [
  listBaseScenes,
  listScenes,
  createScene,
  switchScene,
  listRuns,
]
