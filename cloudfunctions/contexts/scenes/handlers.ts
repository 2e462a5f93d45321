import type { Handler } from '../../runtime/context'
import { copyScene } from './copy-scene'
import { createScene } from './create-scene'
import { deleteScene } from './delete-scene'
import { getScene } from './get-scene'
import { getTryOut } from './get-try-out'
import { listBaseScenes } from './list-base-scenes'
import { listRuns } from './list-runs'
import { listScenes } from './list-scenes'
import { switchScene } from './switch-scene'
import { updateScene } from './update-scene'

export const scenesHandlers: Handler[] = [
  listBaseScenes,
  listScenes,
  getScene,
  createScene,
  updateScene,
  copyScene,
  deleteScene,
  switchScene,
  getTryOut,
  listRuns,
]
