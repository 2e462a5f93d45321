import {
  adjustStock,
  listBalances,
  listMovements,
  listWarehouses,
} from '@xietong/domain/stock/contract'
import { InputNumber } from 'antd'
import { whole } from '../../look/words'
import { amount, twoLines, when, words } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { choiceFilter, daysFilter, recordFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { sourceOf } from '../../resource/source'
import { StockLines } from './stock-lines'

export const warehouseSource = sourceOf(listWarehouses, {
  input: () => ({}),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
})

const takePromised = {
  name: 'takePromised',
  help: '盘亏、损坏时打开：最新的订单标记为缺货待处理，并提醒运营',
}

const balances = resource(listBalances, {
  title: '库存',
  noun: '库存',
  unit: '条',
  note: '可用 = 在库 − 已预留',
  columns: [
    twoLines('name', (row) => [`${row.name} ${row.spec}`, row.code], {
      title: '单品',
      sort: 'code',
    }),
    words('warehouseName', { title: '仓库' }),
    amount('onHand', { title: '在库' }),
    amount('reserved', { title: '已预留' }),
    {
      key: 'available',
      title: '可用',
      right: true,
      width: 100,
      sort: 'available',
      show: (row) => (
        <>
          <span className={row.available <= row.warnAt ? 'strong berry' : 'strong'}>
            {whole(row.available)}
          </span>
          {row.available <= row.warnAt ? (
            <span className="sub berry">{row.available === 0 ? '已售罄' : '低于预警'}</span>
          ) : null}
        </>
      ),
    },
    amount('warnAt', { title: '预警值' }),
  ],
  filters: [
    searchFilter('keyword', '单品名称、编码'),
    recordFilter('warehouseId', '全部仓库', warehouseSource),
    choiceFilter('low', '预警情况', [{ value: true, label: '只看低于预警' }]),
  ],
  sorts: { code: '按编码', available: '可用少的在前', '-available': '可用多的在前' },
  actions: [
    action(adjustStock, {
      label: '调整',
      form: form(adjustStock, {
        title: '库存调整',
        submit: '记入流水',
        fields: [
          { name: 'change', label: '增减数量', required: true, control: <ChangeInput /> },
          { name: 'reason', placeholder: '盘点、到货、报损' },
          takePromised,
        ],
        note: (row: { name: string; spec: string; warehouseName: string; onHand: number }) =>
          `${row.warehouseName} · ${row.name} ${row.spec}，现在在库 ${whole(row.onHand)}`,
        toInput: (values, row: never) => adjustmentOf(values, row),
        done: '已调整库存',
      }),
    }),
  ],
  create: form(adjustStock, {
    title: '库存调整',
    submit: '记入流水',
    fields: [
      { name: 'warehouseId', source: warehouseSource },
      { name: 'lines', control: <StockLines /> },
      { name: 'reason', placeholder: '盘点、到货、报损' },
      takePromised,
    ],
    toInput: (values) => ({
      lines: ((values.lines ?? []) as { skuId: string; change: number }[]).map(
        ({ skuId, change }) => ({ skuId, change }),
      ),
    }),
    done: '已调整库存',
  }),
})

function adjustmentOf(
  values: Readonly<Record<string, unknown>>,
  row: { readonly skuId: string; readonly warehouseId: string },
) {
  return {
    warehouseId: row.warehouseId,
    lines: [{ skuId: row.skuId, change: Number(values.change) }],
  }
}

function ChangeInput(props: {
  readonly value?: number
  onChange?: (value: number | null) => void
}) {
  return (
    <InputNumber
      {...props}
      style={{ width: '100%' }}
      precision={0}
      placeholder="增加填正数，减少填负数"
    />
  )
}

/** AD-118: balances of every warehouse, with adjustments as movements. */
export const BalancesPage = () => <ResourcePage resource={balances} path="/stock" />

const movements = resource(listMovements, {
  title: '库存流水',
  noun: '流水',
  unit: '条',
  note: '只增不改，错了再记一笔相反的',
  columns: [
    when('at', { title: '时间', sort: 'at' }),
    twoLines('name', (row) => [row.name, row.code], { title: '单品' }),
    words('warehouseName', { title: '仓库' }),
    words('kind', { title: '类型' }, (row) => kindWords[row.kind] ?? row.kind),
    {
      key: 'change',
      title: '增减',
      right: true,
      width: 88,
      show: (row) => (
        <span className="strong">
          {row.change > 0 ? `+${whole(row.change)}` : `−${whole(Math.abs(row.change))}`}
        </span>
      ),
    },
    amount('onHandAfter', { title: '变动后在库' }),
    twoLines('documentNo', (row) => [row.documentNo ?? '—', row.reason ?? ''], { title: '单据' }),
  ],
  filters: [
    searchFilter('documentNo', '单据号'),
    recordFilter('warehouseId', '全部仓库', warehouseSource),
    daysFilter('from', 'to', '时间'),
  ],
  sorts: { '-at': '新的在前', at: '早的在前' },
})

const kindWords: Readonly<Record<string, string>> = {
  adjust: '调整',
  ship: '发货',
  receive: '入库',
  opening: '期初',
}

export const MovementsPage = () => <ResourcePage resource={movements} path="/movements" />
