import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/scenes/contract'
import { answer } from '../../runtime/context'
import { sceneQueries } from './scene-queries'
import { checkConditions } from './scene-settings'

const SHOWN = 50

/** CO-063: asks what a run would ask, and changes nothing. */
export const getTryOut = answer(op.getTryOut, async (ctx, { baseCode, conditions }) => {
  const checked = checkConditions(baseCode, conditions)
  if (!checked.ok) {
    return checked
  }
  const query = sceneQueries[baseCode]
  if (!query) {
    return refuse('NOT_FOUND')
  }
  const { records } = await query(ctx.db, conditions, ctx.now)
  const shown = records.slice(0, SHOWN).map(({ recordId, kind, recordNo, summary }) => ({
    recordId,
    kind,
    recordNo,
    summary,
  }))
  return ok({ matches: records.length, records: shown })
})
