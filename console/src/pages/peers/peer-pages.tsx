import {
  listAlarms,
  listCalls,
  listInbox,
  listOutbox,
  replayCallback,
  resendMessage,
} from '@xietong/domain/peers/contract'
import { callTable, inboxTable, outboxTable } from '../../look/states'
import { labelOf, optionsOf } from '../../look/status-tag'
import { whole } from '../../look/words'
import { amount, status, twoLines, when, words } from '../../resource/columns'
import { action, resource } from '../../resource/declare'
import { choiceFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { alarmOptions, alarmWords, callWords, peerOptions, peerWords } from './peer-words'

const outbox = resource(listOutbox, {
  title: '外发',
  noun: '外发消息',
  unit: '条',
  note: '先存后发，对方不通也不会丢',
  columns: [
    twoLines('businessKey', (row) => [row.businessKey, `追踪号 ${row.traceNo}`], {
      title: '业务单号',
    }),
    twoLines('call', (row) => [callWords(row.call), peerWords(row.peer)], {
      title: '接口',
      width: 150,
    }),
    amount('attempts', { title: '次数', width: 64 }),
    when('nextAt', { title: '下次发送' }),
    words('lastError', { title: '最近一次的回答' }),
    status('state', outboxTable, (row) => row.state),
    when('createdAt', { title: '产生时间', sort: 'createdAt' }),
  ],
  filters: [
    searchFilter('businessKey', '业务单号'),
    choiceFilter('peer', '全部对方', peerOptions),
    choiceFilter('state', '全部状态', optionsOf(outboxTable)),
  ],
  sorts: { '-createdAt': '新的在前', createdAt: '早的在前' },
  actions: [
    action(resendMessage, {
      label: '重发',
      when: (row) => row.state !== 'confirmed',
      input: (row) => ({ messageId: row.id }),
      confirm: (row) => ({
        title: `重发 ${row.businessKey}？`,
        body: '对方按业务单号去重，重发和只发一次结果相同。',
      }),
      done: () => '已重新排队发送',
    }),
  ],
})

const inbox = resource(listInbox, {
  title: '回调',
  noun: '回调',
  unit: '条',
  note: '原文先存下来再处理，同一条只生效一次',
  columns: [
    twoLines('kind', (row) => [callWords(row.kind), peerWords(row.peer)], {
      title: '回调',
      width: 160,
    }),
    twoLines('businessKey', (row) => [row.businessKey ?? '—', `来自 ${row.address}`], {
      title: '业务单号',
    }),
    words('note', { title: '处理结果' }),
    status('state', inboxTable, (row) => row.state),
    when('receivedAt', { title: '收到', sort: 'receivedAt' }),
    when('doneAt', { title: '处理完' }),
  ],
  filters: [
    searchFilter('businessKey', '业务单号'),
    choiceFilter('peer', '全部对方', peerOptions),
    choiceFilter('state', '全部状态', optionsOf(inboxTable)),
  ],
  sorts: { '-receivedAt': '新的在前', receivedAt: '早的在前' },
  actions: [
    action(replayCallback, {
      label: '重放',
      input: (row) => ({ callbackId: row.id }),
      confirm: (row) => ({
        title: `重放这条“${callWords(row.kind)}”？`,
        body: '重放和只收到一次结果相同，不会重复入账。',
      }),
      done: (_, { state }) => `已重放：${labelOf(inboxTable, state)}`,
    }),
  ],
})

const calls = resource(listCalls, {
  title: '调用',
  noun: '调用',
  unit: '次',
  columns: [
    when('at', { title: '时间', sort: 'at' }),
    twoLines('call', (row) => [callWords(row.call), peerWords(row.peer)], {
      title: '接口',
      width: 150,
    }),
    words('traceNo', { title: '追踪号' }),
    amount('status', { title: '状态码', width: 76 }),
    {
      key: 'durationMs',
      title: '用时',
      right: true,
      width: 88,
      show: (row) => `${whole(row.durationMs)} ms`,
    },
    words('note', { title: '说明' }),
    status('outcome', callTable, (row) => row.outcome),
  ],
  filters: [
    searchFilter('traceNo', '追踪号'),
    choiceFilter('peer', '全部对方', peerOptions),
    choiceFilter('outcome', '全部结果', optionsOf(callTable)),
  ],
  sorts: { '-at': '新的在前', at: '早的在前' },
})

const alarms = resource(listAlarms, {
  title: '告警',
  noun: '告警',
  unit: '条',
  columns: [
    when('at', { title: '时间' }),
    twoLines('kind', (row) => [alarmWords(row.kind), peerWords(row.peer)], {
      title: '种类',
      width: 200,
    }),
    words('text', { title: '说明' }),
    amount('count', { title: '次数' }),
  ],
  filters: [choiceFilter('kind', '全部种类', alarmOptions)],
  first: '没有告警。伪造回调、金额不符、时钟偏差会出现在这里。',
})

export const OutboxPage = () => <ResourcePage resource={outbox} path="/outbox" />
export const InboxPage = () => <ResourcePage resource={inbox} path="/inbox" />
export const CallsPage = () => <ResourcePage resource={calls} path="/calls" />
export const AlarmsPage = () => <ResourcePage resource={alarms} path="/alarms" />
