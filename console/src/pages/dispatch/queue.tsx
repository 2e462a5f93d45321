import { Checkbox, DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { Icon } from '../../look/icon'
import { VipMark } from '../../look/status-tag'
import { dayName, dayWords, sinceWords } from '../../look/words'
import { useKeys } from '../../resource/keyboard'
import type { Waiting } from './dispatch-page'

export interface QueueProps {
  readonly rows: readonly Waiting[]
  readonly chosen: Waiting | undefined
  readonly ticked: readonly string[]
  readonly keyword: string
  readonly wantedOn: string
  readonly onChange: (name: string, value: string) => void
  readonly onChoose: (id: string) => void
  readonly onTick: (ids: readonly string[]) => void
}

/** What waits, in the server's order: VIP first, then by wanted day; a head for each group. */
export function DispatchQueue(props: QueueProps) {
  const { rows, chosen, ticked, onChoose, onTick } = props
  const at = chosen ? rows.indexOf(chosen) : -1
  const go = (step: number) => {
    const next = rows[at + step]
    if (next) {
      onChoose(next.id)
    }
  }
  const toggle = (id: string) =>
    onTick(ticked.includes(id) ? ticked.filter((other) => other !== id) : [...ticked, id])
  useKeys({ j: () => go(1), k: () => go(-1), x: () => chosen && toggle(chosen.id) })
  return (
    <div className="queue">
      <QueueFilter {...props} />
      <div className="queue-rows">
        {rows.map((row, index) => {
          const group = groupOf(row)
          const isNew = index === 0 || groupOf(rows[index - 1] as Waiting) !== group
          return (
            <div key={row.id}>
              {isNew ? <GroupHead group={group} rows={rows} /> : null}
              <QueueRow
                row={row}
                isChosen={row === chosen}
                isTicked={ticked.includes(row.id)}
                onChoose={() => onChoose(row.id)}
                onTick={() => toggle(row.id)}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function QueueFilter({ keyword, wantedOn, onChange }: QueueProps) {
  const [typed, setTyped] = useState(keyword)
  useEffect(() => {
    const timer = setTimeout(() => typed !== keyword && onChange('keyword', typed.trim()), 400)
    return () => clearTimeout(timer)
  }, [typed, keyword, onChange])
  return (
    <div className="queue-filter">
      <Input
        prefix={<Icon name="search" size={14} />}
        placeholder="单号、收货人"
        allowClear
        maxLength={40}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <DatePicker
        placeholder="提货日"
        className={wantedOn ? 'filter-set' : ''}
        style={{ width: 124, flex: 'none' }}
        value={wantedOn ? dayjs(wantedOn) : null}
        onChange={(day) => onChange('wantedOn', day?.format('YYYY-MM-DD') ?? '')}
      />
    </div>
  )
}

function groupOf(row: Waiting): string {
  return row.vip ? 'vip' : (row.wantedOn ?? 'any')
}

function GroupHead({ group, rows }: { readonly group: string; readonly rows: readonly Waiting[] }) {
  const count = rows.filter((row) => groupOf(row) === group).length
  const [title, note] = {
    vip: ['贵宾', '先派'] as const,
    any: ['不限日期', `${count} 单`] as const,
  }[group] ?? [`提货日 ${dayWords(group)}`, `${dayName(group)} ${count} 单`]
  return (
    <div className="queue-group">
      <b>{title}</b>
      <span className="sub">{note}</span>
    </div>
  )
}

interface QueueRowProps {
  readonly row: Waiting
  readonly isChosen: boolean
  readonly isTicked: boolean
  readonly onChoose: () => void
  readonly onTick: () => void
}

function QueueRow({ row, isChosen, isTicked, onChoose, onTick }: QueueRowProps) {
  return (
    <div className={isChosen ? 'queue-row here' : 'queue-row'}>
      <Checkbox checked={isTicked} onChange={onTick} aria-label={`勾选 ${row.orderNo}`} />
      <button type="button" className="plain grow" onClick={onChoose}>
        <span className="row">
          <span className="strong">{row.orderNo}</span>
          {row.vip ? <VipMark /> : null}
          <span className="grow" />
          <span className="sub">{sinceWords(row.paidAt ?? row.createdAt)}</span>
        </span>
        <span className="cut">{row.itemSummary}</span>
        <span className="sub cut">
          {row.region} · {row.recipient}
        </span>
      </button>
    </div>
  )
}
