import { listDeliveries } from '@xietong/domain/notify/contract'
import { deliveryTable } from '../../look/states'
import { optionsOf } from '../../look/status-tag'
import { amount, status, twoLines, when } from '../../resource/columns'
import { resource } from '../../resource/declare'
import { choiceFilter, daysFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { channelNames, channelOptions, eventOptions, eventWords } from './channel-names'

const deliveries = resource(listDeliveries, {
  title: '消息发送记录',
  noun: '发送记录',
  unit: '条',
  columns: [
    twoLines('eventCode', (row) => [eventWords(row.eventCode), channelNames[row.channel]], {
      title: '消息',
    }),
    twoLines('recipient', (row) => [row.recipient, ''], { title: '收件人' }),
    twoLines('reason', (row) => [row.reason || '—', ''], { title: '说明' }),
    amount('attempts', { title: '次数', width: 64 }),
    status('state', deliveryTable, (row) => row.state),
    when('createdAt', { title: '产生时间', sort: 'createdAt' }),
    when('sentAt', { title: '发出时间' }),
  ],
  filters: [
    choiceFilter('eventCode', '全部消息', eventOptions),
    choiceFilter('channel', '全部渠道', channelOptions),
    choiceFilter('state', '全部状态', optionsOf(deliveryTable)),
    daysFilter('from', 'to', '产生'),
  ],
  sorts: { '-createdAt': '新的在前', createdAt: '早的在前' },
})

export const DeliveriesPage = () => <ResourcePage resource={deliveries} path="/deliveries" />
