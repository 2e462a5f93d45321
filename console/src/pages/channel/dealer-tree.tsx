import { listDealers } from '@xietong/domain/channel/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router-dom'
import { useRead } from '../../api/hooks'
import { Icon } from '../../look/icon'
import { Page } from '../../look/page'
import { EmptyState, Loaded } from '../../look/page-states'
import { dealerTable } from '../../look/states'
import { StatusTag } from '../../look/status-tag'
import { percent } from '../../look/words'
import { kindWords, modeWords, Tier } from './dealer-words'

type Dealer = OutputOf<typeof listDealers>['rows'][number]

/** The three tiers as a tree; the dealers below one are fetched when it is opened. */
export function DealerTree({ toggle }: { readonly toggle: ReactNode }) {
  const read = useRead(listDealers, { filter: { tier: 1 }, sort: 'name', size: 100 })
  return (
    <Page title="渠道商" note="一级 100 家以内按名称排列" extra={toggle}>
      <section className="card list-card">
        <div className="list-rows">
          <Loaded read={read} what="渠道商">
            {({ rows }) =>
              rows.length === 0 ? (
                <EmptyState title="还没有渠道商" />
              ) : (
                <table className="small-table tree">
                  <thead>
                    <tr>
                      <th>名称</th>
                      <th className="num">折扣</th>
                      <th className="num">直属下级</th>
                      <th>合作方式</th>
                      <th>地区</th>
                      <th>状态</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((dealer) => (
                      <DealerBranch key={dealer.id} dealer={dealer} depth={0} />
                    ))}
                  </tbody>
                </table>
              )
            }
          </Loaded>
        </div>
      </section>
    </Page>
  )
}

interface BranchProps {
  readonly dealer: Dealer
  readonly depth: number
}

function DealerBranch({ dealer, depth }: BranchProps) {
  const [isOpen, setOpen] = useState(depth === 0 && dealer.childCount > 0)
  return (
    <>
      <tr>
        <td>
          <span className="row" style={{ paddingLeft: depth * 22 }}>
            <button
              type="button"
              className="plain"
              aria-label={isOpen ? '收起' : '展开'}
              style={{ visibility: dealer.childCount > 0 ? 'visible' : 'hidden' }}
              onClick={() => setOpen(!isOpen)}
            >
              <Icon name={isOpen ? 'down' : 'right'} size={14} />
            </button>
            <Tier tier={dealer.tier} />
            <Link to={`/dealers/${dealer.id}`} className="cut">
              {dealer.name}
            </Link>
          </span>
        </td>
        <td className="num">{percent(dealer.discount)}</td>
        <td className="num">{dealer.childCount} 家</td>
        <td className="sub">{`${kindWords(dealer.kind)}${modeWords(dealer)}`}</td>
        <td className="sub">
          {dealer.city} {dealer.district}
        </td>
        <td>
          <StatusTag state={dealer.state} table={dealerTable} />
        </td>
      </tr>
      {isOpen ? <Children parentId={dealer.id} depth={depth + 1} /> : null}
    </>
  )
}

function Children({ parentId, depth }: { readonly parentId: string; readonly depth: number }) {
  const read = useRead(listDealers, { filter: { parentId }, sort: 'name', size: 100 })
  return (
    <>
      {(read.data?.rows ?? []).map((dealer) => (
        <DealerBranch key={dealer.id} dealer={dealer} depth={depth} />
      ))}
    </>
  )
}
