import type { OutputOf } from '@xietong/domain/kernel/operation'
import type { getTask } from '@xietong/domain/tasks/contract'
import { Link } from 'react-router-dom'
import { addressOf } from '../../app/link-address'
import { Course } from '../../look/course'
import { priorityTable } from '../../look/states'
import { Mark } from '../../look/status-tag'
import { StepStrip } from '../../look/step-strip'
import { timeWords } from '../../look/words'
import { Fact, Facts } from '../../resource/facts'

type Task = OutputOf<typeof getTask>
type TaskRecord = Task['records'][number]

/** The workflow: who had it, who has it now and until when. */
export function TaskNodes({ task }: { readonly task: Task }) {
  return (
    <StepStrip
      steps={task.nodes.map((node) => {
        const isNow = node.state === 'to-do' || node.state === 'doing'
        return {
          label: node.name,
          note: node.doneAt
            ? `${node.handlerName} · ${timeWords(node.doneAt)} 完成`
            : isNow
              ? `${node.handlerName} · ${node.dueAt ? `限 ${timeWords(node.dueAt)}` : '处理中'}`
              : node.handlerName,
          state: node.state === 'done' ? 'ok' : isNow ? 'now' : 'ahead',
        }
      })}
    />
  )
}

/** CO-057: matter, then the matched records with their live status. */
export function TaskBody({ task }: { readonly task: Task }) {
  const open = task.records.filter(({ resolved }) => !resolved).length
  return (
    <>
      <Facts>
        <Fact label="处理人">{task.handlerName}</Fact>
        <Fact label="优先级">{priorityTable[task.priority].label}</Fact>
        <Fact label="截止">{task.dueAt ? timeWords(task.dueAt) : null}</Fact>
        <Fact label={task.sceneName ? '来自场景' : '模板'}>
          {task.sceneName ?? task.templateName}
        </Fact>
        <Fact label="项目">{task.projectName}</Fact>
        <Fact label="关注人">{task.followers.join('、')}</Fact>
        <Fact label="事项" wide>
          {task.matter}
        </Fact>
        {task.nodes.some(({ matter }) => matter !== '') ? (
          <Fact label="各节点事项" wide>
            {task.nodes
              .filter(({ matter }) => matter !== '')
              .map(({ id, name, matter }) => (
                <div key={id}>{`${name}：${matter}`}</div>
              ))}
          </Fact>
        ) : null}
      </Facts>
      {task.records.length > 0 ? (
        <div className="box">
          <div className="box-head">
            <h3>命中的记录</h3>
            <span className="sub">
              {task.records.length} 条，{open === 0 ? '都已处理好' : `${open} 条还没好`}
            </span>
          </div>
          <table className="small-table">
            <thead>
              <tr>
                <th>编号</th>
                <th>内容</th>
                <th>现在的状态</th>
                <th aria-label="打开" />
              </tr>
            </thead>
            <tbody>
              {task.records.map((record) => (
                <RecordRow key={record.id} record={record} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </>
  )
}

function RecordRow({ record }: { readonly record: TaskRecord }) {
  // A record that has no page of its own is answered as the root.
  const own = record.link.replace(/^\/console/, '')
  const to = own.length > 1 ? own : addressOf({ kind: record.kind, id: record.recordId })
  return (
    <tr>
      <td className="strong">{record.recordNo}</td>
      <td>{record.summary}</td>
      <td>
        <Mark tone={record.resolved ? 'done' : 'ours'}>{record.liveStatus}</Mark>
      </td>
      <td className="num">{to ? <Link to={to}>去处理</Link> : null}</td>
    </tr>
  )
}

export function TaskCourse({ task }: { readonly task: Task }) {
  const newest = [...task.history].sort((a, b) => (a.at < b.at ? 1 : -1))
  return (
    <>
      <h3>经过</h3>
      <Course
        events={newest.map((event, index) => ({
          at: event.at,
          text: `${event.byName} ${event.text}`,
          tone: index === 0 ? (task.state === 'running' ? 'now' : 'ok') : undefined,
        }))}
      />
    </>
  )
}
