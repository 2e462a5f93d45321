import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/scenes/contract'
import { answer } from '../../runtime/context'
import { selectRuns } from './run-store'

export const listRuns = answer(op.listRuns, async (ctx, { sceneId }) => {
  const runs = await selectRuns(ctx.db, sceneId)
  return ok({
    rows: runs.map((run) => ({
      ...run,
      plannedAt: run.plannedAt.toISOString(),
      startedAt: run.startedAt.toISOString(),
      endedAt: run.endedAt?.toISOString() ?? null,
    })),
  })
})
