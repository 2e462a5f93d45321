import type { OutputOf } from '@xietong/domain/kernel/operation'
import { listSubscriptions, updateSubscription } from '@xietong/domain/notify/contract'
import { Mark } from '../../look/status-tag'
import { amount, twoLines } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { ResourcePage } from '../../resource/resource-page'
import { eventWords } from './channel-names'
import { TemplateFields } from './template-fields'

type Row = OutputOf<typeof listSubscriptions>['rows'][number]

const programs = { member: '会员小程序', dealer: '渠道小程序', sales: '销售小程序' } as const

const editing = form(updateSubscription, {
  title: '修改订阅消息模板',
  fields: [
    { name: 'templateId', help: '小程序后台“订阅消息—我的模板”里的模板编号' },
    { name: 'page', help: '点开消息时打开的页面，{id} 是这条记录；必须在已发布的版本里' },
    { name: 'fields', required: true, control: <TemplateFields /> },
  ],
  initial: (row: Row) => ({ templateId: row.templateId, page: row.page, fields: row.fields }),
  note: (row: Row) =>
    `${programs[row.app]}的“${eventWords(row.eventCode, row.app)}”。可用变量：${
      row.variables.map((name) => `{${name}}`).join(' ') || '无'
    }`,
  toInput: (_, row) => ({ eventCode: row.eventCode, app: row.app, version: row.version }),
  at: {
    TEMPLATE_UNKNOWN: 'templateId',
    JUMP_PAGE_NOT_PUBLISHED: 'page',
    UNKNOWN_VARIABLE: 'fields',
  },
  submit: '保存',
  done: '已保存订阅消息模板',
})

const subscriptions = resource(listSubscriptions, {
  title: '订阅消息模板',
  noun: '模板',
  unit: '个',
  note: '每个订阅一次的人收一条；没有订阅的人照样有站内消息',
  columns: [
    twoLines('eventCode', (row) => [eventWords(row.eventCode, row.app), programs[row.app]], {
      title: '消息',
    }),
    twoLines('templateId', (row) => [row.templateId, row.page], {
      title: '模板编号与页面',
      width: 280,
    }),
    {
      key: 'fields',
      title: '字段内容',
      show: (row) => (
        <span className="sub">
          {row.fields.map(({ name, content }) => `${name}=${content}`).join('　')}
        </span>
      ),
    },
    amount('accepted', { title: '接受', width: 72 }),
    amount('rejected', { title: '拒绝', width: 72 }),
    amount('banned', { title: '封禁', width: 72 }),
    {
      key: 'fault',
      title: '状态',
      width: 150,
      show: (row) =>
        row.fault ? (
          <Mark tone="trouble">{row.fault}</Mark>
        ) : (
          <Mark tone="done">{row.version > 0 ? '已设置' : '默认'}</Mark>
        ),
    },
  ],
  actions: [action(updateSubscription, { label: '修改', form: editing })],
})

/** MB-090, NT-038. */
export const SubscriptionsPage = () => (
  <ResourcePage resource={subscriptions} path="/subscriptions" />
)
