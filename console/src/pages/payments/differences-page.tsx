import type { OutputOf } from '@xietong/domain/kernel/operation'
import { differenceKindLabels, differenceKinds } from '@xietong/domain/payments/compare'
import { handleDifference, listDifferences } from '@xietong/domain/payments/reconcile-contract'
import { timeWords, yuan } from '../../look/words'
import { status, twoLines } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { choiceFilter, dayFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { StateTabs } from '../../resource/state-tabs'

type Row = OutputOf<typeof listDifferences>['rows'][number]

const stateTable = {
  open: { label: '待处理', tone: 'ours' },
  handled: { label: '已处理', tone: 'done' },
} as const
const subjectWords = { payment: '收款', refund: '退款' } as const
const hints: Readonly<Record<Row['kind'], string>> = {
  'only-there': '微信有，系统没有',
  'only-here': '系统有，微信没有',
  amount: '两边金额不同',
  state: '微信已完成，系统未完成',
  flow: '资金流水与交易账单不同',
}

const side = (fen: number | null) => (fen === null ? '—' : yuan(fen))

const differences = resource(listDifferences, {
  title: '对账差异',
  unit: '条',
  note: '差异一直列在这里，直到有人处理；处理只作登记，不改账',
  columns: [
    twoLines('key', (row) => [row.key, subjectWords[row.subject]], { title: '单号', width: 232 }),
    { key: 'day', title: '账单日', width: 110, sort: 'day', show: (row) => row.day },
    twoLines('kind', (row) => [differenceKindLabels[row.kind], hints[row.kind]], {
      title: '差异',
      width: 180,
    }),
    {
      key: 'peerFen',
      title: '微信（元）',
      width: 110,
      right: true,
      show: (row) => side(row.peerFen),
    },
    {
      key: 'ownFen',
      title: '系统（元）',
      width: 110,
      right: true,
      show: (row) => side(row.ownFen),
    },
    status('state', stateTable, (row) => row.state),
    twoLines(
      'note',
      (row) => [
        row.note || '—',
        row.handledAt
          ? `${row.handledBy} ${timeWords(row.handledAt)}`
          : `发现于 ${timeWords(row.foundAt)}`,
      ],
      { title: '处理' },
    ),
  ],
  filters: [
    searchFilter('key', '单号'),
    dayFilter('day', '账单日'),
    choiceFilter(
      'kind',
      '全部差异',
      differenceKinds.map((value) => ({ value, label: differenceKindLabels[value] })),
    ),
    { ...choiceFilter('state', '状态', []), control: () => null },
  ],
  sorts: { '-day': '新的在前', day: '早的在前' },
  first: '没有差异，两边一致。',
  actions: [
    action(handleDifference, {
      label: '处理',
      when: (row: Row) => row.state === 'open',
      form: form(handleDifference, {
        title: '处理对账差异',
        fields: ['note'],
        note: (row: Row) =>
          `${row.key}：微信 ${side(row.peerFen)} 元，系统 ${side(row.ownFen)} 元。登记后不再列为待处理。`,
        toInput: (_, row: Row) => ({ differenceId: row.id }),
        submit: '登记为已处理',
        done: '已登记',
      }),
    }),
  ],
})

const tabs = [
  { key: '', label: '全部' },
  { key: 'open', label: '待处理' },
  { key: 'handled', label: '已处理' },
]

/** IN-014: what WeChat Pay and our books do not agree about, until somebody has handled it. */
export const DifferencesPage = () => (
  <ResourcePage
    resource={differences}
    path="/differences"
    tabs={<StateTabs name="state" tabs={tabs} />}
  />
)
