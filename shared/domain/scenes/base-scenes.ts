import type { BaseScene } from './base-scene'
import { channelScenes } from './channel-scenes'
import { operationScenes } from './operation-scenes'
import { orderScenes } from './order-scenes'
import { supplyScenes } from './supply-scenes'

/** All built-in scenes of the suite. Only those whose query exists can be configured. */
export const baseScenes: readonly BaseScene[] = [
  ...orderScenes,
  ...supplyScenes,
  ...channelScenes,
  ...operationScenes,
]

export function findBaseScene(code: string): BaseScene | undefined {
  return baseScenes.find((scene) => scene.code === code)
}
