import type { Handler } from '../../runtime/context'
import { copyScene } from './copy-scene'
import { createScene } from './create-scene'
import { deleteScene } from './delete-scene'
import { getScene } from './get-scene'
import { listBaseScenes } from './list-base-scenes'
import { listRuns } from './list-runs'
import { listScenes } from './list-scenes'
import { switchScene } from './switch-scene'
import { tryScene } from './try-scene'
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
  tryScene,
  listRuns,
]
