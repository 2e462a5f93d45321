import * as op from '@xietong/domain/catalog/freight-contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { refuseStale } from '../identity'
import { refusingBroken } from './broken-rule'
import { selectTemplates, updateTemplate } from './freight-store'

export const updateFreightTemplate = perform(op.updateFreightTemplate, async (ctx, input) => {
  const { freightTemplateId: id, name, by, rules, version } = input
  const [before] = await selectTemplates(ctx.tx, [id])
  if (!before) {
    return refuse('NOT_FOUND')
  }
  const saved = await refusingBroken(`运费模板“${name}”`, () =>
    updateTemplate(ctx.tx, { id, name, by, rules, version }),
  )
  if (!saved.ok) {
    return saved
  }
  if (!saved.value) {
    return refuseStale(ctx, { kind: 'freight-template', id })
  }
  ctx.audit({ objectKind: 'freight-template', objectId: id, before, after: { name, by, rules } })
  return ok({ version: version + 1 })
})
