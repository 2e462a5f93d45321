import * as op from '@xietong/domain/catalog/freight-contract'
import { ok } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { refusingBroken } from './broken-rule'
import { insertTemplate } from './freight-store'

export const createFreightTemplate = perform(op.createFreightTemplate, async (ctx, input) => {
  const { name, by, rules } = input
  const template = { id: ctx.newId(), name, by, rules }
  const saved = await refusingBroken(`运费模板“${name}”`, () => insertTemplate(ctx.tx, template))
  if (!saved.ok) {
    return saved
  }
  ctx.audit({ objectKind: 'freight-template', objectId: template.id, after: template })
  return ok({ freightTemplateId: template.id })
})
