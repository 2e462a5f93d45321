import { findBaseScene } from '@xietong/domain/scenes/base-scenes'
import type { ActorOf } from '../../runtime/actor'
import type { AccountName } from '../identity'
import { mayEdit } from './own-scene'
import type { SceneRow } from './scene-store'

/** A scene in the words of the contract. */
export function sceneView(
  scene: SceneRow,
  { names, actor }: { names: ReadonlyMap<string, AccountName>; actor: ActorOf<'console'> },
) {
  const base = findBaseScene(scene.baseCode)
  const { createdBy, timing, escalation, businessType, ...rest } = scene
  return {
    ...rest,
    conditions: { ...scene.conditions },
    timing: { kind: timing.kind, times: [...timing.times], days: [...timing.days] },
    escalation: escalation && { ...escalation, accountIds: [...escalation.accountIds] },
    businessType: businessType ?? base?.businessType ?? '系统',
    baseName: base?.name ?? scene.baseCode,
    frequency: base?.frequency ?? ('daily' as const),
    creatorName: names.get(createdBy)?.name ?? '—',
    mayEdit: mayEdit(actor, scene) && actor.permissions.has('scenes.edit'),
  }
}
