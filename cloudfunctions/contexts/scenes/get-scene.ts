import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/scenes/contract'
import { answer } from '../../runtime/context'
import { accountsOf } from '../identity'
import { selectScene } from './scene-store'
import { sceneView } from './scene-view'

export const getScene = answer(op.getScene, async (ctx, { sceneId }) => {
  const scene = await selectScene(ctx.db, sceneId)
  if (!scene) {
    return refuse('NOT_FOUND')
  }
  const names = await accountsOf(ctx.db, [scene.createdBy])
  return ok(sceneView(scene, { names, actor: ctx.actor }))
})
