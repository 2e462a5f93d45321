import { activateCards, listCards, unlockCard, voidCards } from '@xietong/domain/cards/contract'
import { cardImport } from '@xietong/domain/cards/imports'
import { cardTable } from '../../look/states'
import { Mark, optionsOf } from '../../look/status-tag'
import { status, twoLines, when } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { choiceFilter, searchFilter } from '../../resource/filters'
import { ImportButton } from '../../resource/import-button'
import { ResourcePage } from '../../resource/resource-page'

const kinds = [
  { value: 'physical', label: '实体卡' },
  { value: 'electronic', label: '电子卡' },
]
const holders = [
  { value: 'platform', label: '平台' },
  { value: 'member', label: '会员' },
]

const cards = resource(listCards, {
  title: '提货卡',
  unit: '张',
  note: '密码不在系统里显示',
  columns: [
    twoLines('number', (row) => [row.number, row.kind === 'electronic' ? '电子卡' : '实体卡'], {
      title: '卡号',
      width: 170,
      sort: 'number',
    }),
    twoLines('name', (row) => [row.name, row.batch ? `批次 ${row.batch}` : ''], { title: '卡' }),
    twoLines('holder', (row) => [row.holder, row.orderNo ?? ''], { title: '持卡人 / 来源订单' }),
    status('state', cardTable, (row) => row.state),
    {
      key: 'marks',
      title: '标记',
      width: 110,
      show: (row) => (
        <>
          {row.vip ? <Mark tone="plain">贵宾</Mark> : null}
          {row.pinLockedUntil ? <Mark tone="trouble">密码锁定</Mark> : null}
        </>
      ),
    },
    when('activatedAt', { title: '激活时间' }),
    when('movedAt', { title: '最近变动' }),
    when('createdAt', { title: '入库时间', sort: 'createdAt' }),
  ],
  filters: [
    searchFilter('number', '卡号'),
    searchFilter('numberFrom', '起始卡号'),
    searchFilter('numberTo', '结束卡号'),
    choiceFilter('kind', '全部卡种', kinds),
    choiceFilter('state', '全部状态', optionsOf(cardTable)),
    choiceFilter('holder', '全部归属', holders),
    searchFilter('name', '卡名称'),
    searchFilter('batch', '批次'),
    searchFilter('orderNo', '来源订单号'),
  ],
  sorts: {
    '-createdAt': '新入库的在前',
    createdAt: '早入库的在前',
    number: '卡号从小到大',
    '-number': '卡号从大到小',
  },
  first: '还没有卡。可导入实体卡号；电子卡在订单付款后出现在这里。',
  actions: [
    action(activateCards, {
      label: '激活',
      when: (row) => row.state === 'inactive',
      form: form(activateCards, {
        fields: ['reason'],
        toInput: (_, row: { id: string }) => ({ cardIds: [row.id] }),
        submit: '激活',
        done: '已激活',
      }),
    }),
    action(unlockCard, {
      label: '解除锁定',
      when: (row) => row.pinLockedUntil !== null,
      form: form(unlockCard, {
        fields: ['reason'],
        toInput: (_, row: { id: string }) => ({ cardId: row.id }),
        submit: '解除锁定',
        done: '已解除锁定',
      }),
    }),
    action(voidCards, {
      label: '注销',
      danger: true,
      when: (row) => row.state === 'inactive' || row.state === 'active',
      form: form(voidCards, {
        fields: ['reason'],
        note: () => '注销后不能恢复。',
        toInput: (_, row: { id: string }) => ({ cardIds: [row.id] }),
        submit: '注销',
        done: '已注销',
      }),
    }),
  ],
})

/** AD-159, AD-213: card numbers of both kinds, their states, and what a clerk may do with them. */
export const CardsPage = () => (
  <ResourcePage resource={cards} path="/cards" extra={<ImportButton kind={cardImport} />} />
)
