import { listOrderEarnings } from '@xietong/domain/channel/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { useState } from 'react'
import { useMay, useRead } from '../../api/hooks'
import { Icon } from '../../look/icon'
import { earningTable } from '../../look/states'
import { StatusTag } from '../../look/status-tag'
import { timeWords, yuan } from '../../look/words'
import { Tier } from '../channel/dealer-words'
import type { Order } from './order-detail'

type Earning = OutputOf<typeof listOrderEarnings>['rows'][number]

/** 为什么是这个数: who gets how much of what was paid, and the sum that proves it. */
export function EarningsBox({ order }: { readonly order: Order }) {
  const may = useMay()
  const isSale = order.type !== 'pick-up' && order.paidFen !== null
  const read = useRead(
    listOrderEarnings,
    { orderId: order.id },
    { enabled: may(listOrderEarnings) && isSale },
  )
  const rows = read.data?.rows ?? []
  if (rows.length === 0) {
    return null
  }
  const shares = rows.reduce((sum, row) => sum + row.amountFen, 0)
  const platform = order.goodsFen - shares
  const due = rows.find(({ dueAt }) => dueAt)?.dueAt
  return (
    <div className="box">
      <div className="box-head">
        <h3>分利</h3>
        <span className="sub">付款时锁定，此后改折扣、改归属都不影响</span>
        <span className="grow" />
        {due ? <span className="tag theirs">入账 {timeWords(due)}</span> : null}
      </div>
      <table className="small-table">
        <thead>
          <tr>
            <th>归谁</th>
            <th>商品</th>
            <th className="num">份数</th>
            <th>状态</th>
            <th className="num">合计（元）</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <EarningRow key={row.id} row={row} />
          ))}
          <tr>
            <td colSpan={4}>平台</td>
            <td className="num">{yuan(platform)}</td>
          </tr>
          <tr className="sum">
            <td colSpan={4}>等于商品实付</td>
            <td className="num">{yuan(order.goodsFen)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function EarningRow({ row }: { readonly row: Earning }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <tr className={isOpen ? 'here' : ''}>
        <td>
          <span className="row">
            <Tier tier={row.tier} />
            <span className="cut">{row.dealerName}</span>
            <button type="button" className="link why" onClick={() => setOpen(!isOpen)}>
              为什么
              <Icon name={isOpen ? 'up' : 'down'} size={12} />
            </button>
          </span>
        </td>
        <td className="sub">{row.itemName}</td>
        <td className="num">{row.quantity}</td>
        <td>
          <StatusTag state={row.state} table={earningTable} />
        </td>
        <td className="num strong">{yuan(row.amountFen)}</td>
      </tr>
      {isOpen ? (
        <tr className="here">
          <td colSpan={5}>
            <Why row={row} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

function Why({ row }: { readonly row: Earning }) {
  const each = row.priceToFen - row.priceFromFen
  const isWhole = each * row.quantity === row.originalFen
  return (
    <div className="why-sum">
      <Term label={row.sourceDealerName ?? '会员付'} fen={row.priceToFen} />
      <i>−</i>
      <Term label={`${row.dealerName}的价`} fen={row.priceFromFen} />
      <i>=</i>
      <Term label="每份差价" fen={each} />
      <i>×</i>
      <Term label="份数" words={String(row.quantity)} />
      <i>=</i>
      <Term label="应得" fen={row.originalFen} isSum />
      {row.amountFen === row.originalFen ? null : (
        <p className="sub">退款后扣回 {yuan(row.originalFen - row.amountFen)}</p>
      )}
      {isWhole ? null : <p className="sub">按整行实付分，差额归平台，只舍入一次</p>}
    </div>
  )
}

interface TermProps {
  readonly label: string
  readonly fen?: number
  readonly words?: string
  readonly isSum?: boolean
}

function Term({ label, fen, words, isSum }: TermProps) {
  return (
    <div className="why-term">
      <span className="sub cut">{label}</span>
      <b className={isSum ? 'crab' : ''}>{fen === undefined ? words : yuan(fen)}</b>
    </div>
  )
}
