import { type getNote, listCarriers } from '@xietong/domain/fulfilment/contract'
import { correctTracking } from '@xietong/domain/fulfilment/parcel-contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { timeWords } from '../../look/words'
import { action, form } from '../../resource/declare'
import { sourceOf } from '../../resource/source'

type Note = OutputOf<typeof getNote>
type Parcel = Note['parcels'][number]

export const carrierSource = sourceOf(listCarriers, {
  input: () => ({}),
  options: ({ rows }) =>
    rows.filter(({ enabled }) => enabled).map((row) => ({ value: row.code, label: row.name })),
})

/** With those that are not offered any more: a parcel keeps the one that it has. */
const everyCarrierSource = sourceOf(listCarriers, {
  input: () => ({}),
  options: ({ rows }) =>
    rows.map(({ code, name, enabled }) => ({
      value: code,
      label: enabled ? name : `${name}（已停用）`,
    })),
})

/** What left under a note is one parcel. */
const underWay = (note: Note) => note.parcels.find(({ received }) => !received)

/** DL-114. */
export const correctNumber = action(correctTracking, {
  label: '更正运单号',
  when: (note: Note) => underWay(note) !== undefined,
  form: form(correctTracking, {
    title: '更正运单号',
    fields: [
      { name: 'carrierCode', source: everyCarrierSource },
      { name: 'trackingNo', placeholder: '面单上的运单号' },
      { name: 'reason', placeholder: '例如：录错一位、换了快递' },
    ],
    initial: (note: Note) => ({ carrierCode: underWay(note)?.carrierCode }),
    note: (note: Note) =>
      `现在是 ${underWay(note)?.carrierName} ${underWay(note)?.trackingNo}。更正后重新订阅物流、` +
      '重新上报微信，并通知买家；两个单号都留在记录里。',
    toInput: (_, note: Note) => ({
      parcelId: underWay(note)?.id ?? '',
      version: underWay(note)?.version ?? 0,
    }),
    at: {
      TRACKING_NUMBER_INVALID: 'trackingNo',
      TRACKING_NUMBER_SAME: 'trackingNo',
      CARRIER_UNKNOWN: 'carrierCode',
    },
    submit: '更正运单号',
    done: '已更正，正在重新订阅物流',
  }),
})

/** Every number that the parcel had. */
export function Corrections({ parcel }: { readonly parcel: Parcel }) {
  return (
    <>
      {parcel.corrections.map((one) => (
        <div className="box-line" key={one.at}>
          <span className="grow">
            <span className="cut">
              {one.fromCarrier} {one.fromNumber} → {one.toCarrier} {one.toNumber}
            </span>
            <span className="sub">
              {timeWords(one.at)} {one.by}：{one.reason}
            </span>
          </span>
        </div>
      ))}
    </>
  )
}
