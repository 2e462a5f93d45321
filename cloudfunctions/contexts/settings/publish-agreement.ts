import { ok } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/settings/contract'
import { cleanHtml } from '../../runtime/clean-html'
import { perform } from '../../runtime/context'
import { refuseStale } from '../identity'
import { insertAgreement, lockSettings, selectAgreements } from './store'

/** A new version beside the old ones: whoever accepted the old text is asked again. */
export const publishAgreement = perform(op.publishAgreement, async (ctx, input) => {
  const { kind, title } = input
  const html = cleanHtml(input.html) || '<p></p>'
  await lockSettings(ctx.tx)
  const [current] = await selectAgreements(ctx.tx, kind)
  if ((current?.version ?? 0) !== input.version) {
    return refuseStale(ctx, { kind: 'agreement', id: kind })
  }
  const version = await insertAgreement(ctx.tx, {
    id: ctx.newId(),
    kind,
    title,
    html,
    now: ctx.now,
  })
  ctx.audit({ objectKind: 'agreement', objectId: kind, after: { title, version } })
  return ok({ version })
})
