import { ok, type Result, refuse } from '@xietong/domain/kernel/result'
import type { ActorOf } from '../../runtime/actor'
import type { Ctx } from '../../runtime/context'
import { lockScene, type SceneRow } from './scene-store'

/** CO-062: the owner, and administrators: those who also keep the accounts and their roles. */
export function mayEdit(actor: ActorOf<'console'>, scene: { readonly createdBy: string }): boolean {
  return scene.createdBy === actor.accountId || actor.permissions.has('accounts.edit')
}

/** The scene, locked, if this account may change it. */
export async function lockEditable(
  ctx: Ctx<ActorOf<'console'>>,
  sceneId: string,
): Promise<Result<SceneRow, 'NOT_FOUND' | 'FORBIDDEN'>> {
  const scene = await lockScene(ctx.tx, sceneId)
  if (!scene) {
    return refuse('NOT_FOUND')
  }
  return mayEdit(ctx.actor, scene) ? ok(scene) : refuse('FORBIDDEN')
}
