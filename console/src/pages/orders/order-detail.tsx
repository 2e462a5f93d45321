import type { OutputOf } from '@xietong/domain/kernel/operation'
import { type getOrder, revealContact } from '@xietong/domain/orders/contract'
import { stockMethodLabels } from '@xietong/domain/orders/stock-method'
import { Course } from '../../look/course'
import { Thumb } from '../../look/picture-upload'
import { cardTable, paymentTable, refundTable } from '../../look/states'
import { type StateTable, StatusTag } from '../../look/status-tag'
import { type Step, StepStrip } from '../../look/step-strip'
import { dayName, dayWords, timeWords, yuan } from '../../look/words'
import { Reveal } from '../../resource/reveal'
import { AssignedStore } from './assigned-store'
import { EarningsBox } from './earnings-box'
import { freeWords } from './order-words'
import { NotesBox, ParcelsBox } from './parcels-box'
import { ShortNotice } from './short-orders'

export type Order = OutputOf<typeof getOrder>

function stepsOf(order: Order): readonly Step[] {
  const isCard = order.type === 'e-card' || order.type === 'physical-card'
  const paid = order.paidAt !== null || freeWords[order.type] !== undefined
  const dispatchedAt = order.dispatches[0]?.at ?? null
  const shippedAt = order.parcels[0]?.shippedAt ?? null
  const marks = isCard
    ? [
        { label: '付款', at: order.paidAt, done: paid },
        { label: '发卡', at: null, done: order.cards.length >= order.quantity },
        { label: '完成', at: null, done: order.state === 'completed' },
      ]
    : [
        { label: freeWords[order.type]?.step ?? '付款', at: paidOrMade(order), done: paid },
        { label: '派单', at: dispatchedAt, done: order.dispatch === 'dispatched' },
        {
          label: '发货',
          at: shippedAt,
          done: shippedAt !== null && order.state !== 'part-shipped',
        },
        { label: '签收完成', at: null, done: order.state === 'completed' },
      ]
  const now = marks.findIndex(({ done }) => !done)
  return marks.map(({ label, at, done }, index) => ({
    label,
    note: at ? timeWords(at) : done ? '' : waiting(order, index === now),
    state: done ? 'ok' : order.state === 'closed' ? 'stopped' : index === now ? 'now' : 'ahead',
  }))
}

const unpaidWords = (order: Order) => (freeWords[order.type] ? '0.00' : '未付')

const paidOrMade = (order: Order) =>
  order.paidAt ?? (freeWords[order.type] ? order.createdAt : null)

function waiting(order: Order, isNow: boolean): string {
  if (order.state === 'closed') {
    return '已关闭'
  }
  return isNow ? `${timeWords(order.stateSince)} 起` : '未开始'
}

export const OrderSteps = ({ order }: { readonly order: Order }) => (
  <StepStrip steps={stepsOf(order)} />
)

export function OrderBody({ order }: { readonly order: Order }) {
  return (
    <>
      <ShortNotice order={order} />
      <dl className="pairs">
        <div className="pair">
          <dt>收货人</dt>
          <dd>
            {order.address ? (
              <Recipient orderId={order.id} address={order.address} />
            ) : (
              '电子卡，不需要地址'
            )}
          </dd>
        </div>
        <div className="pair">
          <dt>下单人</dt>
          <dd className="strong">{order.buyer}</dd>
          {order.remark ? <dd>留言：{order.remark}</dd> : null}
          {freeWords[order.type] ? null : (
            <dd className="sub">{stockMethodLabels[order.stockMethod]}</dd>
          )}
          {order.state === 'unpaid' && order.address ? <AssignedStore order={order} /> : null}
        </div>
      </dl>
      <Items order={order} />
      <NotesBox order={order} />
      <ParcelsBox order={order} />
      <CardsBox order={order} />
      <EarningsBox order={order} />
      <PaymentsBox order={order} />
    </>
  )
}

interface RecipientProps {
  readonly orderId: string
  readonly address: NonNullable<Order['address']>
}

function Recipient({ orderId, address }: RecipientProps) {
  const { name, phone, province, city, district, street } = address
  return (
    <>
      <span className="strong">{name}</span>{' '}
      <Reveal operation={revealContact} input={{ orderId }} masked={phone} />
      <br />
      {[province, city, district, street].join(' ')}
    </>
  )
}

function Items({ order }: { readonly order: Order }) {
  const wanted = order.wantedOn
    ? `提货日 ${dayWords(order.wantedOn)} ${dayName(order.wantedOn)}`
    : ''
  return (
    <div className="box">
      <div className="box-head">
        <h3>商品</h3>
        <span className="grow" />
        <span className="sub">{[wanted, order.shipper].filter(Boolean).join(' · ')}</span>
      </div>
      {order.items.map((item) => (
        <div className="box-line" key={item.lineId}>
          <Thumb file={item.picture} />
          <span className="grow">
            <span className="cut strong">{item.name}</span>
            <span className="sub">
              零售价 {yuan(item.retailFen)}
              {item.shippedQuantity > 0 ? ` · 已发 ${item.shippedQuantity}` : ''}
            </span>
          </span>
          <span>
            {yuan(item.unitFen)} × {item.quantity}
          </span>
          <b className="item-sum">{yuan(item.amountFen)}</b>
        </div>
      ))}
      <div className="box-sum">
        <span>
          运费<b>{yuan(order.freightFen)}</b>
        </span>
        <span>
          {freeWords[order.type]?.sum ?? '实付'}
          <b>{order.paidFen === null ? unpaidWords(order) : yuan(order.paidFen)}</b>
        </span>
        <span>
          已退<b>{yuan(order.refundedFen)}</b>
        </span>
      </div>
    </div>
  )
}

function CardsBox({ order }: { readonly order: Order }) {
  if (order.cards.length === 0) {
    return null
  }
  return (
    <div className="box">
      <div className="box-head">
        <h3>{order.type === 'pick-up' ? '用卡' : '发出的卡'}</h3>
        <span className="sub">{order.cards.length} 张</span>
      </div>
      {order.cards.map((card) => (
        <div className="box-line" key={card.cardId}>
          <span className="grow strong">{card.number}</span>
          <StatusTag state={card.state} table={cardTable as StateTable<string>} />
        </div>
      ))}
    </div>
  )
}

function PaymentsBox({ order }: { readonly order: Order }) {
  if (order.payments.length === 0) {
    return null
  }
  return (
    <div className="box">
      <div className="box-head">
        <h3>支付与退款</h3>
      </div>
      {order.payments.map((payment) => (
        <div className="box-line" key={payment.outTradeNo}>
          <span className="grow">
            <span className="cut">微信支付 {payment.outTradeNo}</span>
            <span className="sub">
              {timeWords(payment.at)}
              {payment.transactionId ? ` · 微信单号 ${payment.transactionId}` : ''}
            </span>
          </span>
          <StatusTag state={payment.state} table={paymentTable as StateTable<string>} />
          <b className="item-sum">{yuan(payment.amountFen)}</b>
        </div>
      ))}
      {order.refunds.map((refund) => (
        <div className="box-line" key={refund.outRefundNo}>
          <span className="grow">
            <span className="cut">退款 {refund.outRefundNo}</span>
            <span className="sub">{timeWords(refund.at)}</span>
          </span>
          <StatusTag state={refund.state} table={refundTable as StateTable<string>} />
          <b className="item-sum">{yuan(-refund.amountFen)}</b>
        </div>
      ))}
    </div>
  )
}

/** Newest first; the newest is open while the order is. */
export function OrderCourse({ order }: { readonly order: Order }) {
  const isOver = order.state === 'completed' || order.state === 'closed'
  const newest = [...order.timeline].sort((a, b) => (a.at < b.at ? 1 : -1))
  return (
    <>
      <h3>经过</h3>
      <Course
        events={newest.map((event, index) => ({
          ...event,
          tone: index === 0 ? (isOver ? 'ok' : 'now') : undefined,
        }))}
      />
    </>
  )
}
