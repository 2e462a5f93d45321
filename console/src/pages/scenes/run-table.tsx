import type { OutputOf } from '@xietong/domain/kernel/operation'
import type { listRuns } from '@xietong/domain/scenes/contract'
import { EmptyState } from '../../look/page-states'
import { timeWords, whole } from '../../look/words'

type Run = OutputOf<typeof listRuns>['rows'][number]

export function RunTable({ rows }: { readonly rows: readonly Run[] }) {
  if (rows.length === 0) {
    return <EmptyState title="还没有运行过" why="到了统计时间会自动运行，结果记在这里。" />
  }
  return (
    <div className="box">
      <table className="small-table">
        <thead>
          <tr>
            <th>计划时间</th>
            <th>开始</th>
            <th className="num">检查</th>
            <th className="num">命中</th>
            <th className="num">新任务</th>
            <th className="num">重复跳过</th>
            <th>结果</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((run) => (
            <tr key={run.id}>
              <td>{timeWords(run.plannedAt)}</td>
              <td>{timeWords(run.startedAt)}</td>
              <td className="num">{whole(run.checked)}</td>
              <td className="num strong">{whole(run.matches)}</td>
              <td className="num">{whole(run.newTasks)}</td>
              <td className="num">{whole(run.duplicates)}</td>
              <td className={run.error ? 'berry' : ''}>
                {run.error || (run.endedAt ? '完成' : '运行中')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
