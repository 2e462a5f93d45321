import {
  createFreightTemplate,
  deleteFreightTemplate,
  listFreightTemplates,
  updateFreightTemplate,
} from '@xietong/domain/catalog/freight-contract'
import { yuan } from '../../look/words'
import { amount, twoLines, words } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { blankRule, type FreightRule, FreightRules } from './freight-rules'

const ways = [
  { value: 'weight', label: '按重量' },
  { value: 'piece', label: '按件' },
]

const fields = [
  'name',
  { name: 'by', options: ways, help: '按重量的首重、续重以克填写' },
  { name: 'rules', wide: true, control: <FreightRules /> },
] as const

/** `江苏、浙江：首 1,000 克 12.00，每 1,000 克 5.00`. */
function ruleWords(rule: FreightRule, by: 'piece' | 'weight'): string {
  const where = rule.provinces.length === 0 ? '其他地区' : rule.provinces.join('、')
  if (!rule.served) {
    return `${where}：不配送`
  }
  const unit = by === 'piece' ? '件' : '克'
  const free = rule.freeFromFen === null ? '' : `，满 ${yuan(rule.freeFromFen)} 包邮`
  const first = `首 ${rule.firstSteps} ${unit} ${yuan(rule.firstFen)}`
  return `${where}：${first}，每 ${rule.stepSize} ${unit} ${yuan(rule.stepFen)}${free}`
}

const freight = resource(listFreightTemplates, {
  title: '运费模板',
  unit: '个',
  columns: [
    twoLines('name', (row) => [row.name, ways.find(({ value }) => value === row.by)?.label], {
      title: '模板',
      width: 220,
    }),
    words('rules', { title: '规则' }, (row) =>
      row.rules.map((rule) => ruleWords(rule, row.by)).join('；'),
    ),
    amount('usedBy', { title: '使用中' }),
  ],
  filters: [searchFilter('keyword', '模板名称')],
  actions: [
    action(updateFreightTemplate, {
      label: '修改',
      form: form(updateFreightTemplate, {
        columns: 2,
        fields,
        initial: (row: { id: string }) => ({ ...row }),
        toInput: (_, row) => ({ freightTemplateId: row.id }),
        submit: '保存',
        done: '已保存运费模板',
      }),
    }),
    action(deleteFreightTemplate, {
      label: '删除',
      danger: true,
      input: (row) => ({ freightTemplateId: row.id }),
      confirm: (row) => ({
        title: `删除运费模板“${row.name}”？`,
        body: row.usedBy > 0 ? `还有 ${row.usedBy} 种商品在用，不能删除。` : '删除后不能恢复。',
        danger: true,
      }),
      done: (row) => `已删除运费模板“${row.name}”`,
    }),
  ],
  create: form(createFreightTemplate, {
    columns: 2,
    fields,
    initial: () => ({ by: 'weight', rules: [blankRule] }),
    done: '已新增运费模板',
  }),
})

/** AD-336. */
export const FreightPage = () => <ResourcePage resource={freight} path="/freight" />
