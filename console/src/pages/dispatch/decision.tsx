import { listCandidates } from '@xietong/domain/fulfilment/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { useRead } from '../../api/hooks'
import { Bones, EmptyState, ErrorState } from '../../look/page-states'
import { Mark, VipMark } from '../../look/status-tag'
import { dayName, dayWords } from '../../look/words'
import type { Waiting } from './dispatch-page'
import { DistanceMap } from './distance-map'
import { Doubtful } from './doubtful'
import type { Dispatch } from './use-dispatch'

export type Candidates = OutputOf<typeof listCandidates>
export type Candidate = Candidates['stores'][number]

export interface DecisionProps {
  readonly row: Waiting
  readonly dispatch: Dispatch
  readonly onSkip: (() => void) | undefined
}

/** The picture in the middle and the decision at the right; the button names who gets it. */
export function Decision({ row, dispatch, onSkip }: DecisionProps) {
  const read = useRead(listCandidates, { orderId: row.id })
  const [chosenId, choose] = useState<string | null>(null)
  if (read.error && !read.data) {
    return (
      <div className="dispatch-none">
        <ErrorState what="可派门店没有取到" error={read.error} retry={() => read.refetch()} />
      </div>
    )
  }
  if (!read.data) {
    return (
      <div className="dispatch-none">
        <Bones rows={6} />
      </div>
    )
  }
  const { stores } = read.data
  const chosen = stores.find(({ dealerId }) => dealerId === chosenId) ?? stores.find(isEnough)
  return (
    <>
      <DistanceMap candidates={read.data} chosen={chosen} onChoose={choose} />
      <Pane
        row={row}
        candidates={read.data}
        chosen={chosen}
        dispatch={dispatch}
        onChoose={choose}
        onSkip={onSkip}
      />
    </>
  )
}

const isEnough = ({ enough }: Candidate) => enough

interface PaneProps extends DecisionProps {
  readonly candidates: Candidates
  readonly chosen: Candidate | undefined
  readonly onChoose: (id: string) => void
}

function Pane({ row, candidates, chosen, dispatch, onChoose, onSkip }: PaneProps) {
  const canStore = chosen !== undefined
  const [way, setWay] = useState<'store' | 'platform'>(canStore ? 'store' : 'platform')
  return (
    <aside className="pane">
      <OrderHead row={row} />
      <div className="pane-ways">
        <Segmented
          block
          value={way}
          options={[
            { value: 'store', label: `专卖店发货 ${candidates.stores.length}` },
            { value: 'platform', label: '平台总仓' },
          ]}
          onChange={(next) => setWay(next as 'store')}
        />
      </div>
      <div className="pane-list">
        {candidates.doubtful ? (
          <Doubtful key={row.id} orderId={row.id} candidates={candidates} />
        ) : null}
        {way === 'store' ? (
          <Stores candidates={candidates} chosen={chosen} onChoose={onChoose} />
        ) : (
          <Platform candidates={candidates} />
        )}
      </div>
      <footer className="pane-foot">
        {way === 'store' && chosen ? <After chosen={chosen} /> : null}
        <div className="row">
          {onSkip ? (
            <Button size="large" onClick={onSkip}>
              跳过
            </Button>
          ) : null}
          {way === 'store' ? (
            <Button
              type="primary"
              size="large"
              className="grow"
              disabled={!chosen?.enough}
              loading={dispatch.isSending}
              onClick={() =>
                chosen &&
                dispatch.send([row.id], { kind: 'store', dealerId: chosen.dealerId }, chosen.name)
              }
            >
              {chosen ? <span className="cut">派给{chosen.name}</span> : '没有可派的门店'}
            </Button>
          ) : (
            <Button
              type="primary"
              size="large"
              className="grow"
              disabled={!candidates.platform.enough}
              loading={dispatch.isSending}
              onClick={() => dispatch.send([row.id], { kind: 'platform' }, '平台总仓')}
            >
              派给平台总仓
            </Button>
          )}
        </div>
      </footer>
    </aside>
  )
}

function OrderHead({ row }: { readonly row: Waiting }) {
  return (
    <div className="pane-head">
      <div className="row">
        <span className="strong">{row.recipient}</span>
        {row.vip ? <VipMark /> : null}
        <span className="grow" />
        {row.wantedOn ? (
          <Mark tone="ours">
            {dayWords(row.wantedOn)} {dayName(row.wantedOn)}送达
          </Mark>
        ) : null}
      </div>
      <div className="pane-region">{row.region}</div>
      <div className="quote row">
        <span className="grow cut-2">{row.itemSummary}</span>
        <Link to={`/orders/${row.id}`}>看订单</Link>
      </div>
    </div>
  )
}

interface StoresProps {
  readonly candidates: Candidates
  readonly chosen: Candidate | undefined
  readonly onChoose: (id: string) => void
}

function Stores({ candidates, chosen, onChoose }: StoresProps) {
  if (candidates.stores.length === 0) {
    return <EmptyState title="没有可派的专卖店" why="专卖店要有坐标、状态正常，才会出现在这里。" />
  }
  return (
    <>
      {candidates.located ? null : (
        <p className="pane-note gold">{candidates.note || '未定位：同城在前，再同省'}</p>
      )}
      {candidates.stores.map((store, index) => (
        <button
          key={store.dealerId}
          type="button"
          className={storeClass(store, store === chosen)}
          onClick={() => onChoose(store.dealerId)}
        >
          <span className="candidate-rank">{index + 1}</span>
          <span className="grow">
            <span className="row">
              <span className="cut grow strong">{store.name}</span>
              <b>{distanceWords(store)}</b>
            </span>
            <span className="row candidate-tags">
              {store.enough ? <Mark tone="done">库存齐</Mark> : <Short store={store} />}
              <span className="grow" />
              <span className="sub">待发 {store.openNotes} 单</span>
            </span>
          </span>
        </button>
      ))}
    </>
  )
}

function storeClass(store: Candidate, isChosen: boolean): string {
  return ['plain candidate', isChosen ? 'here' : '', store.enough ? '' : 'short'].join(' ')
}

/** A store that cannot be chosen stays in its place and says what is short. */
function Short({ store }: { readonly store: Candidate }) {
  const [first] = store.short
  const more = store.short.length > 1 ? ` 等 ${store.short.length} 种` : ''
  return (
    <Mark tone="trouble">
      缺 {first ? `${first.sku} ${first.needed - first.available}` : '货'}
      {more}
    </Mark>
  )
}

export function distanceWords({ distanceKm, region }: Candidate): string {
  return distanceKm === null
    ? region.split(' ').slice(0, 2).join(' ')
    : `${distanceKm.toFixed(1)} km`
}

function Platform({ candidates }: { readonly candidates: Candidates }) {
  const { enough, short } = candidates.platform
  return (
    <div className="pane-platform">
      <div className="row">
        <span className="strong">平台总仓</span>
        <span className="grow" />
        {enough ? <Mark tone="done">库存齐</Mark> : <Mark tone="trouble">缺货</Mark>}
      </div>
      <p className="sub">派出后预留总仓库存，发货单和订单一起进 ERP 外发队列。</p>
      {short.map((line) => (
        <div className="row berry" key={line.sku}>
          <span className="grow">{line.sku}</span>
          <span>
            要 {line.needed}，可用 {line.available}
          </span>
        </div>
      ))}
    </div>
  )
}

/** What will be left in this store: the reservation is shown before it happens. */
function After({ chosen }: { readonly chosen: Candidate }) {
  return (
    <div className="quote pane-after">
      <div className="row">
        <b>派后这家店的可售</b>
        <span className="grow" />
        <span className="sub">预留前 → 预留后</span>
      </div>
      {chosen.lines.map((line) => (
        <div className="row" key={line.sku}>
          <span className="grow cut">{line.sku}</span>
          <span>
            {line.available} → <b className={line.after < 0 ? 'berry' : ''}>{line.after}</b>
          </span>
        </div>
      ))}
    </div>
  )
}
