import { listDispatchPool } from '@xietong/domain/fulfilment/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { useRead } from '../../api/hooks'
import { EmptyState, Loaded } from '../../look/page-states'
import { howMany } from '../../look/words'
import { BatchDispatch } from './batch-dispatch'
import { Decision } from './decision'
import { DispatchQueue } from './queue'
import { useDispatch } from './use-dispatch'

export type Waiting = OutputOf<typeof listDispatchPool>['rows'][number]

/** 派单台 (AD-244 to 248): what waits at the left, where it lies, who can ship at the right. */
export function DispatchPage() {
  const [search, setSearch] = useSearchParams()
  const keyword = search.get('keyword') ?? ''
  const wantedOn = search.get('wantedOn') ?? ''
  const filter = useMemo(
    () => ({ ...(keyword ? { keyword } : {}), ...(wantedOn ? { wantedOn } : {}) }),
    [keyword, wantedOn],
  )
  const read = useRead(listDispatchPool, { filter, size: 100 }, { keep: true, every: 30_000 })
  const change = useCallback(
    (name: string, value: string) =>
      setSearch((old) => {
        const next = new URLSearchParams(old)
        if (value) {
          next.set(name, value)
        } else {
          next.delete(name)
        }
        return next
      }),
    [setSearch],
  )
  return (
    <div className="dispatch">
      <header className="dispatch-head">
        <h1>派单台</h1>
        <span className="sub on-ground">
          {read.data ? `待派单 ${howMany(read.data.total, read.data.totalIsCapped, '单')}` : ''}
        </span>
        <span className="grow" />
        <span className="sub on-ground">贵宾在前，再按提货日和时间 · J / K 换单，X 勾选</span>
      </header>
      <Loaded read={read} what="派单池">
        {({ rows }) => (
          <Desk
            rows={rows}
            keyword={keyword}
            wantedOn={wantedOn}
            chosenId={search.get('order')}
            change={change}
          />
        )}
      </Loaded>
    </div>
  )
}

interface DeskProps {
  readonly rows: readonly Waiting[]
  readonly keyword: string
  readonly wantedOn: string
  readonly chosenId: string | null
  readonly change: (name: string, value: string) => void
}

function Desk({ rows, keyword, wantedOn, chosenId, change }: DeskProps) {
  const [ticked, setTicked] = useState<readonly string[]>([])
  const chosen = rows.find(({ id }) => id === chosenId) ?? rows[0]
  const next = rows[(chosen ? rows.indexOf(chosen) : 0) + 1]
  const dispatch = useDispatch(() => {
    setTicked([])
    change('order', next?.id ?? '')
  })
  const many = rows.filter(({ id }) => ticked.includes(id))
  return (
    <div className="dispatch-grid">
      <DispatchQueue
        rows={rows}
        chosen={chosen}
        ticked={ticked}
        keyword={keyword}
        wantedOn={wantedOn}
        onChange={change}
        onChoose={(id) => change('order', id)}
        onTick={setTicked}
      />
      {chosen === undefined ? (
        <div className="dispatch-none">
          <EmptyState
            title={keyword || wantedOn ? '没有符合条件的待派订单' : '都派完了'}
            why="付款或提货之后，订单会出现在这里。"
          />
        </div>
      ) : many.length > 1 ? (
        <BatchDispatch rows={many} dispatch={dispatch} onCancel={() => setTicked([])} />
      ) : (
        <Decision
          key={chosen.id}
          row={chosen}
          dispatch={dispatch}
          onSkip={next ? () => change('order', next.id) : undefined}
        />
      )}
    </div>
  )
}
