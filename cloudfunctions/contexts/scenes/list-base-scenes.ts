import { ok } from '@xietong/domain/kernel/result'
import { baseScenes } from '@xietong/domain/scenes/base-scenes'
import * as op from '@xietong/domain/scenes/contract'
import { answer } from '../../runtime/context'
import { sceneQueries } from './scene-queries'

/** Only what can run is shown: a scene whose data does not exist yet would never find anything. */
export const listBaseScenes = answer(op.listBaseScenes, async () =>
  ok({
    rows: baseScenes
      .filter((scene) => scene.code in sceneQueries)
      .map(({ nodes, required, optional, ...scene }) => ({
        ...scene,
        required: required.map((one) => ({ ...one, choices: [...one.choices] })),
        optional: optional.map((one) => ({ ...one, choices: [...one.choices] })),
        defaultHours: nodes[0]?.hours ?? 24,
      })),
  }),
)
