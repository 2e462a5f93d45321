import { setTitle } from '@xietong/ui/device/say'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { useEffect, useState } from 'react'
import { useChoices } from '../../parts/choices'
import { LeadRowCard } from '../../parts/lead-row'

type Due = 'all' | 'today' | 'overdue'
const tabs = [
  { key: 'all', label: '全部' },
  { key: 'overdue', label: '已逾期' },
  { key: 'today', label: '今天跟踪' },
] as const

/** The leads of one employee, for the supervisor to read. */
export default function TeamLeads() {
  const { employee, name } = useParams()
  const now = useNow(60_000)
  const [due, setDue] = useState<Due>('all')
  const { stages } = useChoices()
  const list = useRows('sales.listDepartmentLeads', {
    filter: {
      ...(employee ? { employeeId: employee } : {}),
      ...(due === 'all' ? {} : { due }),
    },
    sort: '-createdAt',
  })
  useFresh(list.reload)
  useEffect(() => setTitle(name ? `${name}的潜客` : '部门潜客'), [name])
  return (
    <Page>
      <StatusTabs<Due> items={tabs} value={due} onChange={setDue} />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        className="leads"
        empty={<EmptyState title="这里还没有潜客" text="员工添加或公司分配后会出现在这里。" />}
      >
        {(row) => <LeadRowCard row={row} stages={stages} now={now} owner={!employee} />}
      </PageList>
    </Page>
  )
}
