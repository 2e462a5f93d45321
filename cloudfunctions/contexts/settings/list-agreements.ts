import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/settings/contract'
import { answer } from '../../runtime/context'
import { selectAgreements } from './store'

export const listAgreements = answer(op.listAgreements, async (ctx) => {
  const rows = await selectAgreements(ctx.db, null)
  return ok({
    rows: rows.map(({ kind, title, version, published_at }) => ({
      kind,
      title,
      version,
      publishedAt: published_at.toISOString(),
    })),
  })
})
