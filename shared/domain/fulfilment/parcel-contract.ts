import { command } from '../kernel/operation'
import { count, id, object, text } from '../kernel/schema'

const ofStore = { tiers: [1], kind: 'store', module: 'delivery' } as const

/** DL-105: before its first shipment a store hands an order back; head office dispatches again. */
export const returnDispatch = command('fulfilment.returnDispatch', {
  title: '退回派单',
  may: { dealer: ofStore },
  input: { noteId: id, reason: text(100).meta({ title: '退回原因' }) },
  output: object({}),
  refusals: ['NOT_ALLOWED_FOR_KIND', 'PART_SHIPPED'],
})

/**
 * DL-114: another number or carrier for a parcel that is not received. Both are kept; WeChat and
 * the tracker learn of the new one.
 */
export const correctTracking = command('fulfilment.correctTracking', {
  title: '更正运单号',
  may: { console: 'orders.ship', dealer: ofStore },
  input: {
    parcelId: id,
    carrierCode: text(30).meta({ title: '物流公司' }),
    trackingNo: text(40).meta({ title: '新运单号' }),
    reason: text(100).meta({ title: '更正原因' }),
    version: count(1e6),
  },
  output: object({ version: count(1e6) }),
  refusals: [
    'NOT_ALLOWED_FOR_KIND',
    'STATE_CONFLICT',
    'CARRIER_UNKNOWN',
    'TRACKING_NUMBER_INVALID',
    'TRACKING_NUMBER_SAME',
    'VERSION_CONFLICT',
  ],
})
