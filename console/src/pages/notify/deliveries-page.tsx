import { getDelivery, listDeliveries } from '@xietong/domain/notify/contract'
import { deliveryTable } from '../../look/states'
import { optionsOf, StatusTag } from '../../look/status-tag'
import { amount, status, twoLines, when } from '../../resource/columns'
import { detail, resource } from '../../resource/declare'
import { choiceFilter, daysFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { channelNames, channelOptions, eventOptions, eventWords } from './channel-names'
import { DeliveryBody } from './delivery-body'

const deliveries = resource(listDeliveries, {
  title: '消息发送记录',
  noun: '发送记录',
  unit: '条',
  columns: [
    twoLines('eventCode', (row) => [eventWords(row.eventCode), channelNames[row.channel]], {
      title: '消息',
    }),
    twoLines('recipient', (row) => [row.recipient, row.recordNo], { title: '收件人与记录' }),
    twoLines('reason', (row) => [row.reason || '—', row.template], { title: '说明与模板' }),
    amount('attempts', { title: '次数', width: 64 }),
    status('state', deliveryTable, (row) => row.state),
    when('createdAt', { title: '产生时间', sort: 'createdAt' }),
    when('sentAt', { title: '发出时间' }),
  ],
  filters: [
    searchFilter('recipient', '收件人姓名或手机号'),
    searchFilter('recordNo', '订单号等记录编号'),
    searchFilter('template', '模板编号'),
    choiceFilter('eventCode', '全部消息', eventOptions),
    choiceFilter('channel', '全部渠道', channelOptions),
    choiceFilter('state', '全部状态', optionsOf(deliveryTable)),
    daysFilter('from', 'to', '产生'),
  ],
  sorts: { '-createdAt': '新的在前', createdAt: '早的在前' },
  detail: detail(getDelivery, {
    input: (deliveryId) => ({ deliveryId }),
    title: (one) => eventWords(one.eventCode),
    marks: (one) => <StatusTag state={one.state} table={deliveryTable} />,
    body: (one) => <DeliveryBody delivery={one} />,
  }),
})

export const DeliveriesPage = () => <ResourcePage resource={deliveries} path="/deliveries" />
