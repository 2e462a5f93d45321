import { command, query } from '../kernel/operation'
import { count, flag, id, instant, list, object, optionalText, text, z } from '../kernel/schema'

/**
 * AD-260: stores that ship or ever shipped, for the filter; the platform is always one of the
 * shippers.
 */
export const listShippers = query('fulfilment.listShippers', {
  title: '发货方',
  may: { console: 'orders.read' },
  input: { keyword: text(40).optional() },
  output: object({ rows: list(object({ id, name: text(60), active: flag }), 500) }),
  refusals: [],
})

/**
 * IN-087: asks the aggregator for a parcel's route now. A number is asked for at most once in half
 * an hour; otherwise, and when the question fails, the stored route is shown with its time.
 */
export const queryTrack = command('fulfilment.queryTrack', {
  title: '查询物流',
  may: {
    member: 'own',
    dealer: { tiers: [1], kind: 'store', module: 'delivery' },
    console: 'orders.read',
  },
  input: { parcelId: id },
  output: object({
    /** Whether the route comes from a question that was answered just now. */
    fresh: flag,
    /** What the reader is told: that it is fresh, or why the stored route is shown. */
    message: text(100),
    state: optionalText(20),
    track: list(object({ at: instant, text: text(300), state: text(20) }), 200),
    /** When the route was last heard of; null when never. */
    trackedAt: instant.nullable(),
    /** From then on the number may be asked for again. */
    againAt: instant,
  }),
  refusals: ['NOT_ALLOWED_FOR_KIND'],
  limits: { perActor: '20/minute' },
})

/** AD-261: counts one print of a note; the page prints what it shows. */
export const printNote = command('fulfilment.printNote', {
  title: '打印发货单',
  may: { console: 'orders.ship' },
  input: { noteId: id },
  output: object({ printCount: count(1e6) }),
  refusals: ['NOTE_VOIDED'],
})

/**
 * IN-079: a clerk confirms the doubtful place of an order, moves it, or says that it is wrong. The
 * next orders to the same address use what was confirmed.
 */
export const confirmLocation = command('fulfilment.confirmLocation', {
  title: '核对位置',
  may: { console: 'orders.dispatch' },
  input: {
    orderId: id,
    /** The right place in GCJ-02; null = the map's answer is wrong and no better one is known. */
    place: object({
      latitude: z.number().min(3).max(54),
      longitude: z.number().min(73).max(136),
    }).nullable(),
  },
  output: object({ located: flag }),
  refusals: ['STATE_CONFLICT'],
})
