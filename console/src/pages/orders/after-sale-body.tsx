import type { OutputOf } from '@xietong/domain/kernel/operation'
import { afterSaleTypeLabels } from '@xietong/domain/orders/after-sale'
import type { getAfterSale } from '@xietong/domain/orders/after-sale-contract'
import { Link } from 'react-router-dom'
import { Thumb } from '../../look/picture-upload'
import { refundTable } from '../../look/states'
import { StatusTag } from '../../look/status-tag'
import { timeWords, yuan } from '../../look/words'
import { Evidence } from './evidence'

type Case = OutputOf<typeof getAfterSale>

/** What the buyer asks for, what became of the money, and the story. */
export function AfterSaleBody({ one }: { readonly one: Case }) {
  return (
    <>
      <dl className="pairs">
        <div className="pair">
          <dt>申请</dt>
          <dd className="strong">
            {afterSaleTypeLabels[one.type]} · {one.reason}
          </dd>
          {one.description ? <dd>{one.description}</dd> : null}
          <dd className="row">
            {one.pictureUrls.map((address) => (
              <Evidence key={address} address={address} />
            ))}
          </dd>
        </div>
        <div className="pair">
          <dt>订单 {one.orderNo}</dt>
          <dd>
            {one.buyer} · {one.store ?? '平台'}处理
          </dd>
          {one.deadline ? <dd>买家须在 {timeWords(one.deadline)} 前回复</dd> : null}
        </div>
      </dl>
      <Claim one={one} />
      <History one={one} />
    </>
  )
}

function Claim({ one }: { readonly one: Case }) {
  const resend = one.type === 'resend'
  return (
    <div className="box">
      <div className="box-head">
        <h3>{resend ? '申请补发' : '申请退款'}</h3>
        {one.goods ? (
          <span className="sub">{one.goods === 'unsent' ? '未发货的商品' : '已发出的商品'}</span>
        ) : null}
        <span className="grow" />
        {one.refund ? <StatusTag state={one.refund.state as never} table={refundTable} /> : null}
        {one.resend ? (
          <Link to={`/orders/${one.resend.orderId}`}>补发单 {one.resend.orderNo}</Link>
        ) : null}
      </div>
      {one.lines.map((line) => (
        <div className="box-line" key={line.lineId}>
          <Thumb file={line.picture} />
          <span className="grow strong">{line.name}</span>
          <span>× {line.quantity}</span>
          {resend ? null : <b className="item-sum">{yuan(line.amountFen)}</b>}
        </div>
      ))}
      {resend ? null : <Sums one={one} />}
      {one.refund?.problem ? (
        <div className="box-line" role="alert">
          退款未成功：{one.refund.problem}（退款单 {one.refund.outRefundNo}，财务可在退款监控处理）
        </div>
      ) : null}
    </div>
  )
}

function Sums({ one }: { readonly one: Case }) {
  const sums = [
    ['运费', one.freightFen],
    ['合计', one.amountFen],
    ['订单实付', one.paidFen],
    ['已退', one.refundedFen],
  ] as const
  return (
    <div className="box-sum">
      {sums.map(([label, fen]) => (
        <span key={label}>
          {label}
          <b>{yuan(fen)}</b>
        </span>
      ))}
    </div>
  )
}

function History({ one }: { readonly one: Case }) {
  return (
    <div className="box">
      <div className="box-head">
        <h3>处理记录</h3>
      </div>
      {[...one.history].reverse().map((event) => (
        <div className="box-line" key={`${event.at} ${event.text}`}>
          <div className="grow">
            <div className="strong">{event.text}</div>
            <div className="sub">{[event.by, event.note].filter(Boolean).join('：')}</div>
            <div className="row">
              {event.pictureUrls.map((address) => (
                <Evidence key={address} address={address} />
              ))}
            </div>
          </div>
          <span className="sub">{timeWords(event.at)}</span>
        </div>
      ))}
    </div>
  )
}
