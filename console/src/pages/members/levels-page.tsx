import { createLevel, listLevels, updateLevel } from '@xietong/domain/members/contract'
import { deleteLevel } from '@xietong/domain/members/people-contract'
import { Mark } from '../../look/status-tag'
import { whole, yuan } from '../../look/words'
import { amount, ratio, twoLines, words } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { ResourcePage } from '../../resource/resource-page'

const combines = [
  { value: 'any', label: '满足任意一项' },
  { value: 'all', label: '全部满足' },
]

const fields = [
  'name',
  { name: 'rank', help: '小的等级低' },
  { name: 'discount', help: '要高于最高的渠道折扣' },
  { name: 'combine', options: combines },
  { name: 'spendFen', label: '累计消费达到', placeholder: '不设' },
  { name: 'orderCount', label: '支付订单数达到', placeholder: '不设', unit: '单' },
  { name: 'inviteCount', label: '邀请会员数达到', placeholder: '不设', unit: '人' },
] as const

interface Conditions {
  readonly isDefault: boolean
  readonly combine: string
  readonly spendFen: number | null
  readonly orderCount: number | null
  readonly inviteCount: number | null
}

function conditionWords(row: Conditions): string {
  if (row.isDefault) {
    return '注册即是'
  }
  const parts = [
    row.spendFen === null ? '' : `累计消费满 ${yuan(row.spendFen)}`,
    row.orderCount === null ? '' : `支付满 ${whole(row.orderCount)} 单`,
    row.inviteCount === null ? '' : `邀请满 ${whole(row.inviteCount)} 人`,
  ].filter(Boolean)
  const joined = parts.join(row.combine === 'any' ? ' 或 ' : ' 且 ')
  return joined || '只能人工调整'
}

const levels = resource(listLevels, {
  title: '会员等级',
  noun: '等级',
  unit: '个',
  note: '会员价 = 零售价 × 等级折扣',
  columns: [
    twoLines('name', (row) => [row.name, row.isDefault ? '默认等级' : `第 ${row.rank} 级`], {
      title: '等级',
    }),
    ratio('discount'),
    words('combine', { title: '升级条件' }, conditionWords),
    amount('memberCount', { title: '会员数' }),
    {
      key: 'active',
      title: '状态',
      width: 88,
      show: (row) => (
        <Mark tone={row.active ? 'done' : 'ended'}>{row.active ? '启用' : '停用'}</Mark>
      ),
    },
  ],
  actions: [
    action(updateLevel, {
      label: '修改',
      form: form(updateLevel, {
        columns: 2,
        fields: [...fields, { name: 'active', label: '启用' }],
        initial: (row: { id: string }) => ({ ...row }),
        toInput: (_, row) => ({ levelId: row.id }),
        at: {
          LEVEL_DISCOUNT_OUT_OF_RANGE: 'discount',
          DEFAULT_LEVEL: 'discount',
          DUPLICATE: 'name',
        },
        submit: '保存',
        done: '已保存会员等级',
      }),
    }),
    action(deleteLevel, {
      label: '删除',
      danger: true,
      when: (row) => !row.isDefault,
      input: (row) => ({ levelId: row.id }),
      confirm: (row) => ({
        title: `删除等级“${row.name}”？`,
        body: '有会员的等级不能删除，可以停用它。',
        danger: true,
      }),
      done: (row) => `已删除等级“${row.name}”`,
    }),
  ],
  create: form(createLevel, {
    columns: 2,
    fields,
    initial: () => ({ combine: 'any', rank: 1 }),
    at: { LEVEL_DISCOUNT_OUT_OF_RANGE: 'discount', DUPLICATE: 'name' },
    done: '已新增会员等级',
  }),
})

/** AD-092. */
export const LevelsPage = () => <ResourcePage resource={levels} path="/levels" />
