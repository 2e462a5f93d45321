import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/settings/contract'
import { answer } from '../../runtime/context'
import { selectAgreements } from './store'

export const getAgreement = answer(op.getAgreement, async (ctx, input) => {
  const [row] = await selectAgreements(ctx.db, input.kind)
  if (!row) {
    return refuse('NOT_FOUND')
  }
  const { kind, title, version, html } = row
  return ok({ kind, title, version, html, publishedAt: row.published_at.toISOString() })
})
