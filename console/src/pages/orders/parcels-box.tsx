import { useState } from 'react'
import { Link } from 'react-router-dom'
import { Course } from '../../look/course'
import { Icon } from '../../look/icon'
import { noteTable } from '../../look/states'
import { type StateTable, StatusTag } from '../../look/status-tag'
import { TrackTag } from '../../look/track-tag'
import { timeWords } from '../../look/words'
import { QueryTrackButton } from '../fulfilment/query-track-button'
import type { Order } from './order-detail'

/** Shipping notes of the order, each with its own page. */
export function NotesBox({ order }: { readonly order: Order }) {
  if (order.notes.length === 0) {
    return null
  }
  return (
    <div className="box">
      <div className="box-head">
        <h3>发货单</h3>
        <span className="sub">{order.notes.length} 张</span>
      </div>
      {order.notes.map((note) => (
        <div className="box-line" key={note.id}>
          <Icon name="truck" />
          <span className="grow">
            <Link to={`/notes/${note.id}`}>{note.noteNo}</Link>
            <span className="sub"> {note.shipper}</span>
          </span>
          <span className="sub">
            {note.carrierName} {note.trackingNo}
          </span>
          <StatusTag state={note.state} table={noteTable as StateTable<string>} />
        </div>
      ))}
    </div>
  )
}

/** Parcels with their tracks; a track opens below its parcel. */
export function ParcelsBox({ order }: { readonly order: Order }) {
  const [open, setOpen] = useState<string | null>(null)
  if (order.parcels.length === 0) {
    return null
  }
  return (
    <div className="box">
      <div className="box-head">
        <h3>包裹</h3>
        <span className="sub">{order.parcels.length} 件</span>
      </div>
      {order.parcels.map((parcel, index) => (
        <div key={parcel.id}>
          <div className="box-line">
            <Icon name="goods" className="gold" />
            <span className="grow">
              <span className="strong">包裹 {index + 1} </span>
              <span className="sub">
                {parcel.lines.map((line) => `${line.name} × ${line.quantity}`).join('、')}
              </span>
            </span>
            <span>
              {parcel.carrierName} {parcel.trackingNo}
            </span>
            <TrackTag state={parcel.state} />
            <QueryTrackButton parcelId={parcel.id} />
            <button
              type="button"
              className="link"
              onClick={() => setOpen(open === parcel.id ? null : parcel.id)}
            >
              {open === parcel.id ? '收起' : '看轨迹'}
            </button>
          </div>
          {open === parcel.id ? <Track parcel={parcel} /> : null}
        </div>
      ))}
    </div>
  )
}

function Track({ parcel }: { readonly parcel: Order['parcels'][number] }) {
  const newest = [...parcel.track].sort((a, b) => (a.at < b.at ? 1 : -1))
  return (
    <div className="track">
      {parcel.trackHint ? <p className="sub gold">{parcel.trackHint}</p> : null}
      {parcel.trackedAt ? <p className="sub">最后更新 {timeWords(parcel.trackedAt)}</p> : null}
      {newest.length === 0 ? (
        <p className="sub">{timeWords(parcel.shippedAt)} 发出，物流还没有更新。</p>
      ) : (
        <Course
          events={newest.map((event, index) => ({
            ...event,
            tone: index === 0 ? ('ok' as const) : undefined,
          }))}
        />
      )}
    </div>
  )
}
