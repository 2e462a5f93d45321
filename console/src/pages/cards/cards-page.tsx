import { listCards } from '@xietong/domain/cards/contract'
import { cardTable } from '../../look/states'
import { optionsOf } from '../../look/status-tag'
import { status, twoLines, when } from '../../resource/columns'
import { resource } from '../../resource/declare'
import { choiceFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'

const cards = resource(listCards, {
  title: '提货卡',
  unit: '张',
  note: '密码不在系统里显示',
  columns: [
    twoLines('number', (row) => [row.number, row.kind === 'electronic' ? '电子卡' : '实体卡'], {
      title: '卡号',
      width: 200,
    }),
    twoLines('name', (row) => [row.name, ''], { title: '卡' }),
    twoLines('holder', (row) => [row.holder, ''], { title: '持卡人' }),
    twoLines('orderNo', (row) => [row.orderNo ?? '—', ''], { title: '来源订单', width: 190 }),
    status('state', cardTable, (row) => row.state),
    when('createdAt', { title: '发卡时间', sort: 'createdAt' }),
  ],
  filters: [
    searchFilter('number', '卡号'),
    searchFilter('orderNo', '来源订单号'),
    choiceFilter('state', '全部状态', optionsOf(cardTable)),
  ],
  sorts: { '-createdAt': '新发的在前', createdAt: '早发的在前' },
  first: '还没有卡。电子卡订单付款并审核后会出现在这里。',
})

export const CardsPage = () => <ResourcePage resource={cards} path="/cards" />
