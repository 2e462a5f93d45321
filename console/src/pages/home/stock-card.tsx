import { listBalances } from '@xietong/domain/stock/contract'
import { Link } from 'react-router-dom'
import { useMay } from '../../api/hooks'
import { EmptyState } from '../../look/page-states'
import { whole } from '../../look/words'
import type { Dashboard } from './dashboard-page'
import { StockCounts } from './stock-counts'

/** What will run short: sellable stock at or below its warning level, the emptiest first. */
export function StockCard({ data }: { readonly data: Dashboard }) {
  const may = useMay()
  return (
    <section className="card stock-card">
      <div className="card-head">
        <h2>库存提醒</h2>
        <span className="sub">可售数，已扣预留</span>
        <span className="grow" />
        {may(listBalances) ? <Link to="/stock?low=true&sort=available">全部</Link> : null}
      </div>
      <StockCounts />
      {data.lowStock.length === 0 ? (
        <EmptyState title="库存都够" why="可售数到预警值时会排在这里。" />
      ) : (
        <div className="stock-rows">
          {data.lowStock.map((sku) => (
            <div className="stock-row" key={sku.skuId}>
              <span className="row">
                <span className="cut grow strong">{sku.name}</span>
                <span>{whole(sku.available)}</span>
              </span>
              <span className="stock-bar">
                <i
                  className={sku.available === 0 ? 'out' : ''}
                  style={{ width: `${share(sku.available, sku.warnAt)}%` }}
                />
              </span>
              <span className={sku.available === 0 ? 'sub berry' : 'sub crab'}>
                {sku.available === 0 ? '已售罄' : `低于预警 ${whole(sku.warnAt)}`}
              </span>
            </div>
          ))}
        </div>
      )}
    </section>
  )
}

function share(available: number, warnAt: number): number {
  return Math.max(3, Math.min(100, (available / Math.max(1, warnAt)) * 60))
}
