import { listLeads } from '@xietong/domain/sales/contract'
import { leadTable } from '../../look/states'
import { optionsOf } from '../../look/status-tag'
import { status, twoLines, When, when, words } from '../../resource/columns'
import { resource } from '../../resource/declare'
import { choiceFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'

const sources = {
  self: '自己开拓',
  company: '公司分配',
  online: '线上',
  referral: '转介绍',
} as const

const leads = resource(listLeads, {
  title: '潜客',
  unit: '位',
  note: '销售员在小程序里添加和跟进',
  columns: [
    {
      key: 'name',
      title: '潜客',
      show: (row) => (
        <>
          <span className="row">
            <span className="cut strong">{row.name}</span>
            {row.keyLead ? <span className="vip">重点</span> : null}
          </span>
          <span className="sub">{row.maskedPhone}</span>
        </>
      ),
    },
    twoLines('customerType', (row) => [row.customerType, sources[row.source]], { title: '类型' }),
    words('stage', { title: '销售阶段', width: 110 }),
    twoLines('ownerName', (row) => [row.ownerName ?? '未分配', ''], {
      title: '跟进人',
      width: 120,
    }),
    when('lastFollowUpAt', { title: '上次跟进' }),
    {
      key: 'nextFollowUpAt',
      title: '下次跟进',
      width: 112,
      show: (row) => (
        <span className={row.overdue ? 'berry' : ''}>
          <When at={row.nextFollowUpAt} />
          {row.overdue ? <span className="sub berry">已过期</span> : null}
        </span>
      ),
    },
    status('state', leadTable, (row) => row.state),
    when('createdAt', { title: '添加时间', sort: 'createdAt' }),
  ],
  filters: [
    searchFilter('keyword', '姓名、手机号'),
    choiceFilter('state', '全部状态', optionsOf(leadTable)),
    choiceFilter('due', '跟进时间', [
      { value: 'today', label: '今天要跟进' },
      { value: 'overdue', label: '已过期' },
    ]),
  ],
  sorts: { '-createdAt': '新添加的在前', createdAt: '早添加的在前' },
  first: '还没有潜客。销售员添加后会出现在这里。',
})

export const LeadsPage = () => <ResourcePage resource={leads} path="/leads" />
