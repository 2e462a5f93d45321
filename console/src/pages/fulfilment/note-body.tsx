import type { getNote } from '@xietong/domain/fulfilment/contract'
import { settlementLabels } from '@xietong/domain/fulfilment/settlement'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { revealContact } from '@xietong/domain/orders/contract'
import { Link } from 'react-router-dom'
import { Course } from '../../look/course'
import { Thumb } from '../../look/picture-upload'
import { orderTable } from '../../look/states'
import { StatusTag } from '../../look/status-tag'
import { TrackTag } from '../../look/track-tag'
import { dayName, dayWords, timeWords, yuan } from '../../look/words'
import { Fact, Facts } from '../../resource/facts'
import { Reveal } from '../../resource/reveal'
import { Corrections } from './correct-number'
import { PrintNote } from './print-note'
import { QueryTrackButton } from './query-track-button'

type Note = OutputOf<typeof getNote>

export function NoteBody({ note }: { readonly note: Note }) {
  const { address } = note
  return (
    <>
      <Facts>
        <Fact label="订单">
          <Link to={`/orders/${note.orderId}`}>{note.orderNo}</Link>
        </Fact>
        <Fact label="发货方">{note.shipper}</Fact>
        <Fact label="提货日">
          {note.wantedOn ? `${dayWords(note.wantedOn)} ${dayName(note.wantedOn)}` : null}
        </Fact>
        <Fact label="打印">
          <PrintNote note={note} />
        </Fact>
        <Fact label="结算">
          {settlementLabels[note.settlement]}
          {note.settledAt ? ` · ${timeWords(note.settledAt)}` : null}
          {note.settlement === 'open' ? ` · ${settleableWords(note.settleableAt)}` : null}
        </Fact>
        <Fact label="订单状态">
          <StatusTag state={note.orderState} table={orderTable} />
        </Fact>
        <Fact label="收货人" wide>
          {address.name}{' '}
          <Reveal
            operation={revealContact}
            input={{ orderId: note.orderId }}
            masked={address.phone}
          />{' '}
          {[address.province, address.city, address.district, address.street].join(' ')}
        </Fact>
        <Fact label="留言" wide>
          {note.remark}
        </Fact>
      </Facts>
      <div className="box">
        <div className="box-head">
          <h3>商品</h3>
        </div>
        {note.lines.map((line) => (
          <div className="box-line" key={line.lineId}>
            <Thumb file={line.picture} />
            <span className="grow strong">{line.name}</span>
            <span className="sub">
              下单 {line.orderedQuantity} · 已发 {line.shippedQuantity}
            </span>
            <span className="strong">本次 {line.quantity}</span>
          </div>
        ))}
        <div className="box-sum">
          <span>
            货款结算<b>{yuan(note.goodsSettlementFen)}</b>
          </span>
          <span>
            服务费补贴<b>{yuan(note.subsidyFen)}</b>
          </span>
        </div>
      </div>
      <Contents note={note} />
      {note.parcels.map((parcel) => (
        <Parcel key={parcel.id} parcel={parcel} />
      ))}
    </>
  )
}

function Contents({ note }: { readonly note: Note }) {
  return (
    <div className="box">
      <div className="box-head">
        <h3>拣货</h3>
        <span className="sub">套餐拆成的单品</span>
      </div>
      <table className="small-table">
        <tbody>
          {note.contents.map((line) => (
            <tr key={line.sku}>
              <td>{line.sku}</td>
              <td className="num strong">{line.quantity}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Parcel({ parcel }: { readonly parcel: Note['parcels'][number] }) {
  const newest = [...parcel.track].sort((a, b) => (a.at < b.at ? 1 : -1))
  return (
    <div className="box">
      <div className="box-head">
        <h3>
          {parcel.carrierName} {parcel.trackingNo}
        </h3>
        <span className="sub">{timeWords(parcel.shippedAt)} 发出</span>
        <span className="grow" />
        <TrackTag state={parcel.state} />
        <QueryTrackButton parcelId={parcel.id} />
      </div>
      <Corrections parcel={parcel} />
      <div className="track">
        {parcel.trackHint ? <p className="sub gold">{parcel.trackHint}</p> : null}
        <p className="sub">
          {parcel.trackedAt ? `最后更新 ${timeWords(parcel.trackedAt)}` : '物流还没有更新'}
        </p>
        {newest.length > 0 ? <Course events={newest} /> : null}
      </div>
    </div>
  )
}

/** Only after receipt and the after-sale period, with no case open (AD-335). */
const settleableWords = (at: string | null): string =>
  at ? `售后期满后可结算（${timeWords(at)}）` : '收货并过售后期后可结算'
