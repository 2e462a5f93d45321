import { nextTrack, trackTime } from '@xietong/domain/fulfilment/track'
import type { Ctx, Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { lockOrderForDispatch, markSigned } from '../orders'
import { type CallbackProcessor, markCallback, type StoredCallback, type Verdict } from '../peers'
import { codesOfKuaidi } from './carrier-store'
import { emitSigned } from './fulfilment-events'
import { lockParcels, type Parcel, saveTrack, selectParcels } from './parcel-store'
import type { TrackPush } from './port'
import { watchState } from './watch-parcels'

const plain = (state: Verdict['state'], note: string): Verdict => ({
  state,
  businessKey: null,
  note,
  marked: false,
})

/** IN-086: verified over the raw form first, then applied in one transaction with its inbox row. */
async function process(deps: Deps, callback: StoredCallback): Promise<Verdict> {
  const form = new URLSearchParams(callback.body)
  const read = deps.ports.tracking.readPush({
    param: form.get('param') ?? '',
    sign: form.get('sign') ?? '',
  })
  if (!read.ok) {
    return plain(read.reason === '签名不符' ? 'bad-signature' : 'failed', read.reason)
  }
  return runCommand(deps, 'fulfilment.receiveTrack', async (ctx) => {
    const verdict = await applyPush(ctx, read.push)
    await markCallback(ctx.tx, callback.id, verdict, ctx.now)
    return verdict
  })
}

/** Applies a route, pushed or asked for, to every parcel of its number. */
export async function applyPush(ctx: Ctx, push: TrackPush): Promise<Verdict> {
  const codes = await codesOfKuaidi(ctx.tx, push.carrier)
  const parcels = await lockParcels(ctx.tx, push.trackingNo, codes)
  const businessKey = push.trackingNo
  if (parcels.length === 0) {
    return { state: 'unmatched', businessKey, note: '没有对应的包裹', marked: true }
  }
  let changed = 0
  for (const parcel of parcels) {
    changed += (await applyTo(ctx, parcel, push)) ? 1 : 0
  }
  const note = changed === 0 ? '重复或较早的推送，没有变化' : `${changed} 个包裹已更新`
  return { state: 'done', businessKey, note, marked: true }
}

async function applyTo(ctx: Ctx, parcel: Parcel, push: TrackPush): Promise<boolean> {
  const stored = {
    state: parcel.state,
    events: parcel.track.map((event) => ({ ...event, at: new Date(event.at) })),
  }
  const next = nextTrack(stored, push)
  const trackAt = next && trackTime(next)
  if (!next || !trackAt) {
    return false
  }
  const signedAt = next.state === 'signed' ? (parcel.signedAt ?? trackAt) : null
  await saveTrack(ctx.tx, {
    id: parcel.id,
    state: next.state,
    events: next.events.map((event) => ({ ...event, at: event.at.toISOString() })),
    trackAt,
    trackedAt: ctx.now,
    signedAt,
  })
  await watchState(ctx, parcel, next.state)
  if (signedAt && !parcel.signedAt) {
    await checkAllSigned(ctx, parcel)
  }
  return true
}

/** The order is signed when nothing is left to ship and every parcel is with the recipient. */
async function checkAllSigned(ctx: Ctx, parcel: Parcel): Promise<void> {
  const order = await lockOrderForDispatch(ctx, parcel.orderId)
  const parcels = await selectParcels(ctx.tx, parcel.orderId)
  const arrived = parcels.every(({ signedAt }) => signedAt !== null)
  const shipped = order?.lines.every((line) => line.shippedQuantity === line.quantity)
  if (!order || !arrived || !shipped) {
    return
  }
  await markSigned(ctx, { orderId: order.id })
  emitSigned(ctx, order, parcel)
  ctx.audit({ objectKind: 'order', objectId: order.id, objectNo: order.orderNo })
}

const heard = JSON.stringify({ result: true, returnCode: '200', message: '成功' })
const refused = (message: string) => JSON.stringify({ result: false, returnCode: '500', message })

/** What the aggregator hears: anything but success makes it push again. */
export const kuaidiPush: CallbackProcessor = {
  process,
  answer(verdict) {
    switch (verdict.state) {
      case 'done':
      case 'unmatched':
        return { status: 200, body: heard }
      case 'bad-signature':
        return { status: 401, body: refused('签名错误') }
      case 'failed':
        return { status: 500, body: refused('未能处理') }
    }
  },
}
