import * as op from '@xietong/domain/fulfilment/tracing-contract'
import { QUERY_GAP_MS, type QueryOutcome, queryWords } from '@xietong/domain/fulfilment/track-query'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { plusMs } from '@xietong/domain/kernel/time'
import { type Ctx, type Deps, performWithPeer } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { runCommand } from '../../runtime/run-command'
import { orderForDispatch } from '../orders'
import { carrierOf } from './carrier-store'
import { selectNote } from './note-store'
import { claimQuery, type Parcel, selectParcel } from './parcel-store'
import { applyPush } from './receive-track'

/**
 * IN-087. The right to ask is claimed by one statement for all parcels of the number, after the
 * command has committed, so that a repeated command never asks a second time.
 */
export const queryTrack = performWithPeer(op.queryTrack, {
  run: async (ctx, { parcelId }) => {
    const parcel = await selectParcel(ctx.tx, parcelId)
    if (!parcel || !(await maySee(ctx, parcel))) {
      return refuse('NOT_FOUND')
    }
    ctx.audit({ objectKind: 'parcel', objectId: parcelId, objectNo: parcel.trackingNo })
    return ok({ parcelId })
  },
  after: async (deps, { parcelId }) => {
    const before = await selectParcel(deps.db, parcelId)
    const answered = before && (await ask(deps, before))
    const now = await selectParcel(deps.db, parcelId)
    if (!answered || !now) {
      return refuse('NOT_FOUND')
    }
    const moved = now.trackedAt?.getTime() !== before.trackedAt?.getTime()
    const outcome = answered === 'fresh' && !moved ? 'unchanged' : answered
    return ok(view(now, outcome, deps.now()))
  },
})

async function maySee(ctx: Ctx, parcel: Parcel): Promise<boolean> {
  const { actor } = ctx
  if (actor.app === 'dealer') {
    const note = await selectNote(ctx.tx, parcel.noteId)
    return note?.dealerId === actor.dealerId && note.state !== 'void'
  }
  const order = await orderForDispatch(ctx.tx, parcel.orderId)
  if (actor.app === 'member') {
    return order?.memberId === actor.memberId
  }
  return order !== null && (await isInScope(ctx, ctx.tx, order.dealerId))
}

/** Asks for the number unless somebody did lately; an answer is applied like a push. */
async function ask(deps: Deps, parcel: Parcel): Promise<QueryOutcome> {
  const carrier = await carrierOf(deps.db, parcel.carrierCode)
  if (!carrier?.kuaidi) {
    return 'failed'
  }
  const now = deps.now()
  if (!(await claimQuery(deps.db, parcel, { now, since: plusMs(now, -QUERY_GAP_MS) }))) {
    return 'asked-lately'
  }
  const answer = await deps.ports.tracking.query({
    carrier: carrier.kuaidi,
    trackingNo: parcel.trackingNo,
    phone: carrier.needsPhone ? parcel.recipientPhone : '',
  })
  if (answer.kind !== 'done' || answer.value.trackingNo !== parcel.trackingNo) {
    return 'failed'
  }
  await runCommand(deps, 'fulfilment.receiveTrack', (ctx) => applyPush(ctx, answer.value))
  return 'fresh'
}

function view(parcel: Parcel, outcome: QueryOutcome, now: Date) {
  return {
    fresh: outcome === 'fresh' || outcome === 'unchanged',
    message: queryWords(outcome),
    state: parcel.state,
    track: parcel.track.slice(0, 200),
    trackedAt: parcel.trackedAt?.toISOString() ?? null,
    againAt: plusMs(parcel.queriedAt ?? now, QUERY_GAP_MS).toISOString(),
  }
}
