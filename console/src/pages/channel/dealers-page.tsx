import {
  createDealer,
  getDealer,
  listDealers,
  setDealerState,
  updateDealer,
} from '@xietong/domain/channel/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { listEmployees } from '@xietong/domain/organisation/contract'
import { assignCustomer } from '@xietong/domain/sales/contract'
import { Segmented } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { provinces } from '../../look/provinces'
import { dealerTable } from '../../look/states'
import { optionsOf, StatusTag } from '../../look/status-tag'
import { amount, money, ratio, status, twoLines, when, words } from '../../resource/columns'
import { action, detail, type Field, form, resource } from '../../resource/declare'
import { choiceFilter, recordFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { sourceOf } from '../../resource/source'
import { DealerBody } from './dealer-body'
import { DealerTree } from './dealer-tree'
import { businessTypes, kinds, kindWords, modeWords, Tier, tiers } from './dealer-words'
import { LicenceInput } from './licence-input'

type Dealer = OutputOf<typeof getDealer>

const parentSource = sourceOf(listDealers, {
  input: (typed) => ({ filter: typed ? { keyword: typed } : {}, size: 50 as const }),
  options: ({ rows }) =>
    rows
      .filter(({ tier }) => tier < 3)
      .map((row) => ({ value: row.id, label: `${row.name}（${tiers[row.tier - 1]?.label}）` })),
  search: true,
})

const salespersonSource = sourceOf(listEmployees, {
  input: () => ({ filter: { salesperson: true, state: 'active' as const }, size: 100 as const }),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
})

/**
 * Only a first-tier store has coordinates; the form that changes a dealer does not show its tier.
 */
const isStore = (values: Readonly<Record<string, unknown>>) =>
  values.kind === 'store' && (values.tier ?? 1) === 1
const isFirst = (values: Readonly<Record<string, unknown>>) => values.tier === 1
const isBelow = (values: Readonly<Record<string, unknown>>) => Number(values.tier) > 1

const base: readonly Field[] = [
  { name: 'name', wide: true },
  { name: 'contact' },
  { name: 'phone' },
  { name: 'discount', help: '占零售价的百分比，两位小数' },
  { name: 'sellsOffline', help: '进卡、压卡、转卖实体卡' },
  { name: 'earnsOnline', help: '邀请会员，赚线上订单差价' },
  {
    name: 'province',
    as: 'choice',
    options: provinces.map((name) => ({ value: name, label: name })),
  },
  { name: 'city' },
  { name: 'district' },
  { name: 'street' },
  { name: 'latitude', when: isStore, required: true, help: '专卖店必填，派单按距离排' },
  { name: 'longitude', when: isStore, required: true },
]

/** Kept of a dealer that exists; a new one is filled in later (AD-031, AD-039). */
const record: readonly Field[] = [
  { name: 'licence', control: <LicenceInput />, help: '只有渠道权限的人能看到' },
  { name: 'bankName', placeholder: '开户行' },
  { name: 'bankHolder', placeholder: '户名' },
  { name: 'bankAccount', help: '提现打到这个账户' },
  { name: 'invoiceTitle', wide: true },
  { name: 'invoiceTaxNo' },
  { name: 'printer', when: isStore },
  { name: 'shipAddress', when: isStore, wide: true, placeholder: '不填则用店铺地址' },
  { name: 'shipContact', when: isStore, placeholder: '不填则用联系人' },
  { name: 'shipPhone', when: isStore, placeholder: '不填则用手机号' },
]

/** A dealer that is no store ships nothing: the hidden fields go empty. */
const shippingOf = (values: Readonly<Record<string, unknown>>) =>
  isStore(values) ? {} : { shipAddress: '', shipContact: '', shipPhone: '' as const, printer: '' }

const at = { PHONE_TAKEN: 'phone', DISCOUNT_OUT_OF_RANGE: 'discount' } as const

const dealers = resource(listDealers, {
  title: '渠道商',
  unit: '家',
  columns: [
    {
      key: 'name',
      title: '名称',
      width: 210,
      show: (row) => (
        <>
          <span className="row">
            <Tier tier={row.tier} />
            <span className="cut strong">{row.name}</span>
          </span>
          <span className="sub cut">{`${kindWords(row.kind)}${modeWords(row)}`}</span>
        </>
      ),
    },
    words('no', { title: '编号', width: 92 }),
    twoLines('parentName', (row) => [row.parentName ?? '总部直属', `下级 ${row.childCount} 家`], {
      title: '上级',
    }),
    ratio('discount'),
    twoLines('contact', (row) => [row.contact, row.phone], { title: '联系人', width: 130 }),
    twoLines('city', (row) => [`${row.city} ${row.district}`, row.street], {
      title: '地区',
      extra: true,
    }),
    status('state', dealerTable, (row) => row.state),
    when('createdAt', { title: '加入时间', sort: 'createdAt' }),
    money('storedValueFen', { title: '储值余额（元）', sort: 'balance' }),
    money('availableCreditFen', { title: '可用额度（元）' }),
    amount('childCount', { title: '下级' }),
    amount('memberCount', { title: '会员' }),
    words('salespersonName', { title: '销售员', width: 92 }),
  ],
  filters: [
    searchFilter('keyword', '名称、联系人、手机号、编号'),
    choiceFilter('tier', '全部等级', tiers),
    choiceFilter('kind', '一级类型', kinds),
    choiceFilter('businessType', '业务类型', businessTypes),
    choiceFilter('state', '全部状态', optionsOf(dealerTable)),
    recordFilter('parentId', '上级渠道', parentSource),
    recordFilter('salespersonId', '销售员', salespersonSource),
  ],
  sorts: {
    '-createdAt': '新加入的在前',
    createdAt: '早加入的在前',
    '-balance': '余额高的在前',
    balance: '余额低的在前',
    name: '按名称',
  },
  create: form(createDealer, {
    columns: 2,
    fields: [
      { name: 'tier', label: '等级', as: 'choice', options: tiers },
      { name: 'kind', options: kinds, when: isFirst, required: true },
      { name: 'parentId', source: parentSource, when: isBelow, required: true },
      ...base,
    ],
    initial: () => ({ tier: 1, kind: 'store', sellsOffline: true, earnsOnline: true }),
    toInput: (values) => ({
      kind: isFirst(values) ? (values.kind as 'store') : null,
      parentId: isBelow(values) ? (values.parentId as string) : null,
    }),
    at: { ...at, INVALID_PARENT: 'parentId' },
    done: '已新增渠道商',
  }),
  detail: detail(getDealer, {
    input: (dealerId) => ({ dealerId }),
    title: (record) => record.name,
    width: 1080,
    marks: (record) => <StatusTag state={record.state} table={dealerTable} />,
    actions: [
      action(setDealerState, {
        label: (record: Dealer) => (record.state === 'active' ? '暂停合作' : '恢复合作'),
        when: (record) => record.state !== 'closed',
        danger: true,
        form: form(setDealerState, {
          fields: ['reason'],
          title: '暂停或恢复合作',
          submit: '确认',
          toInput: (_, record: Dealer) => ({
            dealerId: record.id,
            state: record.state === 'active' ? ('suspended' as const) : ('active' as const),
          }),
          done: '已更新合作状态',
        }),
      }),
      action(assignCustomer, {
        label: '指派销售员',
        when: (record: Dealer) => record.tier === 1,
        form: form(assignCustomer, {
          fields: [
            { name: 'employeeId', source: salespersonSource },
            { name: 'reason', label: '说明' },
          ],
          toInput: (_, record: Dealer) => ({ dealerId: record.id }),
          submit: '指派',
          done: '已指派销售员',
        }),
      }),
    ],
    edit: form(updateDealer, {
      columns: 2,
      fields: [{ name: 'kind', options: kinds, when: isFirst, required: true }, ...base, ...record],
      initial: (record: Dealer) => ({ ...record }),
      toInput: (values, dealer) => ({ dealerId: dealer.id, ...shippingOf(values) }),
      note: (record) => discountNote(record),
      at,
      done: '已保存渠道商',
    }),
    body: (record) => <DealerBody dealer={record} />,
  }),
})

function discountNote({ discountAbove, discountBelow }: Dealer): string {
  const words = (value: number) => `${(value / 100).toFixed(2)}%`
  return `折扣要高于 ${words(discountAbove)}、低于 ${words(discountBelow)}，两端都不含。`
}

/** AD-020 to 023, 030. */
export function DealersPage() {
  const [search, setSearch] = useSearchParams()
  const isTree = search.get('view') === 'tree'
  const toggle = (
    <Segmented
      value={isTree ? 'tree' : 'list'}
      options={[
        { value: 'list', label: '列表' },
        { value: 'tree', label: '网络' },
      ]}
      onChange={(view) => setSearch(view === 'tree' ? { view } : {})}
    />
  )
  return isTree ? (
    <DealerTree toggle={toggle} />
  ) : (
    <ResourcePage resource={dealers} path="/dealers" extra={toggle} />
  )
}
