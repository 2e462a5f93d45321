import type { OutputOf } from '@xietong/domain/kernel/operation'
import { getTryOut } from '@xietong/domain/scenes/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../api/call'
import { useMay } from '../../api/hooks'

type Found = OutputOf<typeof getTryOut>
type Conditions = Readonly<Record<string, string | number | boolean>>

export interface TryOutProps {
  readonly baseCode: string
  readonly conditions: Conditions
}

/** CO-063: what the conditions find now; nothing is made of it. */
export function TryOut({ baseCode, conditions }: TryOutProps) {
  const may = useMay()
  const [found, setFound] = useState<Found | null>(null)
  const [problem, setProblem] = useState('')
  const [isRunning, setRunning] = useState(false)
  if (!may(getTryOut)) {
    return null
  }
  const run = async () => {
    setRunning(true)
    setProblem('')
    try {
      setFound(await call(getTryOut, { baseCode, conditions: { ...conditions } }))
    } catch (error) {
      setFound(null)
      setProblem(error instanceof Error ? error.message : '没有试成，请再试一次')
    }
    setRunning(false)
  }
  return (
    <div className="labelled">
      <div className="row">
        <Button onClick={run} loading={isRunning}>
          试运行
        </Button>
        <span className={problem ? 'berry' : 'sub'}>
          {problem || (found ? `现在命中 ${found.matches} 条，没有建任务` : '看看现在会命中多少条')}
        </span>
      </div>
      {found && found.records.length > 0 ? <Records found={found} /> : null}
    </div>
  )
}

function Records({ found }: { readonly found: Found }) {
  return (
    <div className="box">
      {found.matches > found.records.length ? (
        <div className="box-head">
          <span className="sub">只列出前 {found.records.length} 条</span>
        </div>
      ) : null}
      <table className="small-table">
        <thead>
          <tr>
            <th>编号</th>
            <th>内容</th>
          </tr>
        </thead>
        <tbody>
          {found.records.map((record) => (
            <tr key={record.recordId}>
              <td className="strong">{record.recordNo}</td>
              <td>{record.summary}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
