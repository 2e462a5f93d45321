import { listCards } from '@xietong/domain/cards/contract'
import { cardImport } from '@xietong/domain/cards/imports'
import { Segmented } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { cardTable } from '../../look/states'
import { Mark, optionsOf } from '../../look/status-tag'
import { status, twoLines, when } from '../../resource/columns'
import { type RowOf, resource } from '../../resource/declare'
import { choiceFilter, recordFilter, searchFilter } from '../../resource/filters'
import { ImportButton } from '../../resource/import-button'
import { ResourcePage } from '../../resource/resource-page'
import { cardActions, cardBatches } from './card-actions'
import { cardNameSource, firstTierSource, memberSource } from './card-sources'

const kinds = [
  { value: 'physical', label: '实体卡' },
  { value: 'electronic', label: '电子卡' },
] as const
type Kind = (typeof kinds)[number]['value']

const holders = [
  { value: 'platform', label: '平台' },
  { value: 'dealer', label: '渠道商' },
  { value: 'member', label: '会员' },
]
const vips = [
  { value: true, label: '贵宾卡' },
  { value: false, label: '普通卡' },
]
const { inactive, ...electronicTable } = cardTable
const states = {
  physical: optionsOf({ inactive, ...electronicTable }),
  electronic: optionsOf(electronicTable),
}

const filtersOf = (kind: Kind) => [
  searchFilter('number', '卡号'),
  searchFilter('numberFrom', '起始卡号'),
  searchFilter('numberTo', '结束卡号'),
  recordFilter('name', '卡名称', cardNameSource(kind)),
  choiceFilter('state', '全部状态', states[kind]),
  ...(kind === 'physical'
    ? [
        choiceFilter('holder', '全部归属', holders),
        recordFilter('ownerDealerId', '归属一级渠道', firstTierSource),
        searchFilter('batch', '批次'),
      ]
    : [searchFilter('orderNo', '来源订单号')]),
  recordFilter('memberId', '归属会员', memberSource),
  choiceFilter('vip', '贵宾与普通', vips),
  searchFilter('enterprise', '企业'),
]

/** The list of one kind: an electronic card has no owning first tier and is never inactive. */
const cards = (kind: Kind) => {
  const isPhysical = kind === 'physical'
  return resource(listCards, {
    title: '提货卡',
    unit: '张',
    note: '密码不在系统里显示',
    fixed: { kind },
    columns: [
      twoLines(
        'number',
        (row) => [row.number, row.batch ? `批次 ${row.batch}` : (row.orderNo ?? '')],
        { title: '卡号', width: 170, sort: 'number' },
      ),
      twoLines('name', (row) => [row.name, row.enterprise ?? ''], { title: '卡名称 / 企业' }),
      status('state', cardTable, (row) => row.state),
      ...(isPhysical
        ? [
            twoLines('holder', (row: Row) => [row.holder, row.owner ?? ''], {
              title: '归属用户 / 一级渠道',
            }),
          ]
        : [twoLines('holder', (row: Row) => [row.holder, ''], { title: '归属用户' })]),
      {
        key: 'marks',
        title: '标记',
        width: 110,
        show: (row) => (
          <>
            {row.vip ? <Mark tone="plain">贵宾</Mark> : null}
            {row.lockReason ? <Mark tone="trouble">锁定 {row.lockReason}</Mark> : null}
            {row.pinLockedUntil ? <Mark tone="trouble">密码锁定</Mark> : null}
          </>
        ),
      },
      when('activatedAt', { title: '激活时间' }),
      when('movedAt', { title: '最近变动' }),
      when('createdAt', {
        title: isPhysical ? '入库时间' : '发卡时间',
        sort: 'createdAt',
        extra: true,
      }),
    ],
    filters: filtersOf(kind),
    sorts: {
      '-createdAt': '新的在前',
      createdAt: '早的在前',
      number: '卡号从小到大',
      '-number': '卡号从大到小',
    },
    first: isPhysical
      ? '还没有实体卡。导入卡号后出现在这里。'
      : '还没有电子卡。订单付款后出现在这里。',
    actions: cardActions[kind],
    batches: cardBatches[kind],
  })
}

type Row = RowOf<typeof listCards>
const declared = { physical: cards('physical'), electronic: cards('electronic') } as const

/** AD-159, AD-213: card numbers of one kind, their states, and what a clerk may do with them. */
export function CardsPage() {
  const [search, setSearch] = useSearchParams()
  const kind: Kind = search.get('kind') === 'electronic' ? 'electronic' : 'physical'
  return (
    <ResourcePage
      key={kind}
      resource={declared[kind]}
      path="/cards"
      extra={
        <>
          <Segmented
            options={[...kinds]}
            value={kind}
            onChange={(value) => setSearch({ kind: value })}
          />
          {kind === 'physical' ? <ImportButton kind={cardImport} /> : null}
        </>
      }
    />
  )
}
