import { command, query } from '../kernel/operation'
import { amountFen, count, flag, id, list, object, oneOf, text, z } from '../kernel/schema'

/** One line of a template: provinces (empty = everywhere else) with first and additional steps. */
export const freightRule = object({
  provinces: list(text(20), 40),
  served: flag,
  firstSteps: z.number().int().min(1).max(1_000_000),
  firstFen: amountFen,
  stepSize: z.number().int().min(1).max(1_000_000),
  stepFen: amountFen,
  freeFromFen: amountFen.nullable(),
})
const freightFields = {
  name: text(30).meta({ title: '模板名称' }),
  by: oneOf(['piece', 'weight']).meta({ title: '计费方式' }),
  rules: list(freightRule, 40, 1).meta({ title: '地区规则' }),
}

/** AD-336. Weights are grams; a template in use cannot be deleted. */
export const listFreightTemplates = query('catalog.listFreightTemplates', {
  title: '运费模板列表',
  may: { console: 'goods.read' },
  input: {},
  output: object({
    rows: list(
      object({ ...freightFields, id, usedBy: count(1_000_000), version: count(1e9) }),
      200,
    ),
  }),
  refusals: [],
})
export const createFreightTemplate = command('catalog.createFreightTemplate', {
  title: '新增运费模板',
  may: { console: 'freight.edit' },
  input: freightFields,
  output: object({ freightTemplateId: id }),
  refusals: ['DUPLICATE'],
})
export const updateFreightTemplate = command('catalog.updateFreightTemplate', {
  title: '修改运费模板',
  may: { console: 'freight.edit' },
  input: { ...freightFields, freightTemplateId: id, version: count(1e9) },
  output: object({ version: count(1e9) }),
  refusals: ['VERSION_CONFLICT', 'DUPLICATE'],
})
export const deleteFreightTemplate = command('catalog.deleteFreightTemplate', {
  title: '删除运费模板',
  may: { console: 'freight.edit' },
  input: { freightTemplateId: id },
  output: object({}),
  refusals: ['IN_USE'],
})
