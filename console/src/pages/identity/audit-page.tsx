import { listAuditEntries } from '@xietong/domain/identity/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { Drawer } from 'antd'
import { useState } from 'react'
import type { StateTable } from '../../look/status-tag'
import { optionsOf } from '../../look/status-tag'
import { exactTime } from '../../look/words'
import { status, twoLines, when, words } from '../../resource/columns'
import { resource } from '../../resource/declare'
import { Fact, Facts } from '../../resource/facts'
import { choiceFilter, daysFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { moduleOptions, objectWords } from './modules'

type Entry = OutputOf<typeof listAuditEntries>['rows'][number]

const outcomes: StateTable<'done' | 'refused'> = {
  done: { label: '完成', tone: 'done' },
  refused: { label: '被拒绝', tone: 'trouble' },
}

const audit = (open: (entry: Entry) => void) =>
  resource(listAuditEntries, {
    title: '操作日志',
    noun: '日志',
    unit: '条',
    note: '只增不改，任何角色都不能删除',
    columns: [
      when('at', { title: '时间', sort: 'at' }),
      twoLines('actorName', (row) => [row.actorName, row.address], { title: '操作人', width: 150 }),
      twoLines('title', (row) => [row.title, row.operation], { title: '操作' }),
      twoLines('objectNo', (row) => [row.objectNo ?? '—', objectWords(row.objectKind)], {
        title: '对象',
      }),
      words('app', { title: '来自', width: 88 }, (row) => apps[row.app] ?? row.app),
      status('outcome', outcomes, (row) => row.outcome),
      {
        key: 'change',
        title: '前后值',
        width: 76,
        show: (row) =>
          row.before || row.after ? (
            <button type="button" className="link" onClick={() => open(row)}>
              看变化
            </button>
          ) : (
            '—'
          ),
      },
    ],
    filters: [
      searchFilter('actorName', '操作人'),
      choiceFilter('module', '全部模块', moduleOptions),
      searchFilter('objectNo', '对象编号'),
      choiceFilter('outcome', '全部结果', optionsOf(outcomes)),
      daysFilter('from', 'to', '时间'),
    ],
    sorts: { '-at': '新的在前', at: '早的在前' },
  })

const apps: Readonly<Record<string, string>> = {
  console: '控制台',
  member: '会员端',
  dealer: '渠道端',
  sales: '销售端',
  anyone: '未登录',
  system: '系统',
}

/** AD-008. */
export function AuditPage() {
  const [entry, setEntry] = useState<Entry | null>(null)
  const [declared] = useState(() => audit(setEntry))
  return (
    <>
      <ResourcePage resource={declared} path="/audit" />
      <Drawer open={entry !== null} width={720} title={entry?.title} onClose={() => setEntry(null)}>
        {entry ? <Change entry={entry} /> : null}
      </Drawer>
    </>
  )
}

function Change({ entry }: { readonly entry: Entry }) {
  return (
    <>
      <Facts>
        <Fact label="操作人">{entry.actorName}</Fact>
        <Fact label="时间">{exactTime(entry.at)}</Fact>
        <Fact label="来自">{entry.address}</Fact>
        <Fact label="对象">{entry.objectNo}</Fact>
        <Fact label="编号">{entry.objectId}</Fact>
      </Facts>
      <div className="before-after">
        <div>
          <h3>之前</h3>
          <pre className="mono">{pretty(entry.before)}</pre>
        </div>
        <div>
          <h3>之后</h3>
          <pre className="mono">{pretty(entry.after)}</pre>
        </div>
      </div>
    </>
  )
}

function pretty(stored: string | null): string {
  if (!stored) {
    return '—'
  }
  try {
    return JSON.stringify(JSON.parse(stored), null, 2)
  } catch {
    return stored
  }
}
