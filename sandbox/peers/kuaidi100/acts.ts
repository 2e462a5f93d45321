import { type Json, listOf, numberOf, recordOf, textOf } from '../../core/json'
import { refuseControl } from '../../core/peer'
import { push } from './push'
import { type CourierDesk, finalStates, type Parcel, parcelKey, usualRoute } from './records'

/** What the courier does with a parcel (IN-017). */
export async function act(desk: CourierDesk, action: string, body: Json): Promise<unknown> {
  const acts: Record<string, () => unknown> = {
    'move-on': () => moveOn(desk, findParcel(desk, body)),
    collect: () => step(desk, findParcel(desk, body), 0),
    transit: () => step(desk, findParcel(desk, body), 1),
    deliver: () => step(desk, findParcel(desk, body), 3),
    sign: () => step(desk, findParcel(desk, body), 4),
    refuse: () => add(desk, findParcel(desk, body), '14', '收件人拒收，快件将退回寄件人'),
    damage: () => add(desk, findParcel(desk, body), '2', '快件外包装破损，正在核实处理'),
    return: () => add(desk, findParcel(desk, body), '6', '快件退回中'),
    stall: () => stall(desk, findParcel(desk, body), body),
    event: () => event(desk, body),
    push: () => pushAgain(desk, body),
    resend: () => desk.kit.deliveries.resend(textOf(body.id), numberOf(body.copies, 1)),
    set: () => {
      desk.change({ autoMinutes: numberOf(body.autoMinutes, desk.settings().autoMinutes) })
      return desk.settings()
    },
    parcels: () => parcels(desk),
  }
  const chosen = acts[action] ?? refuseControl(`没有这个动作：${action}`)
  return await chosen()
}

function findParcel(desk: CourierDesk, body: Json): Parcel {
  const number = textOf(body.number).replace(/\s/g, '')
  const known = desk.parcels.get(parcelKey(textOf(body.company), number))
  const found = known ?? desk.parcels.all().find((parcel) => parcel.number === number)
  return found ?? refuseControl('没有订阅过这个运单号')
}

/** The next step of the usual road; after the last there is none. */
export function moveOn(desk: CourierDesk, parcel: Parcel): Parcel {
  return step(desk, parcel, Math.min(parcel.lines.length, usualRoute.length - 1))
}

function step(desk: CourierDesk, parcel: Parcel, index: number): Parcel {
  const road = usualRoute[index] ?? refuseControl('没有下一步')
  const context = road.text
    .replaceAll('{from}', parcel.from || '苏州市')
    .replaceAll('{to}', parcel.to || '目的地')
  return add(desk, parcel, road.state, context)
}

function add(desk: CourierDesk, parcel: Parcel, state: string, context: string): Parcel {
  if (parcel.finished) return refuseControl('这件已经结束了')
  const at = desk.kit.clock.now().toISOString()
  const moved: Parcel = {
    ...parcel,
    state,
    lines: [...parcel.lines, { at, context, state }],
    finished: finalStates.includes(state),
    stalledUntil: '',
  }
  desk.parcels.put(parcelKey(parcel.company, parcel.number), moved)
  desk.kit.log.effect(`track-${state}`, parcel.number, desk.kit.clock.now())
  push(desk, moved)
  return moved
}

function stall(desk: CourierDesk, parcel: Parcel, body: Json): Parcel {
  const hours = numberOf(body.hours, 24)
  const until = new Date(desk.kit.clock.now().getTime() + hours * 3600_000)
  const stalled = { ...parcel, stalledUntil: until.toISOString() }
  desk.parcels.put(parcelKey(parcel.company, parcel.number), stalled)
  return stalled
}

/** A line of one's own, also with a time in the past (disorder). */
function event(desk: CourierDesk, body: Json): Parcel {
  const parcel = findParcel(desk, body)
  const at = textOf(body.at, desk.kit.clock.now().toISOString())
  const line = { at, context: textOf(body.context), state: textOf(body.state, '0') }
  const moved = {
    ...parcel,
    state: body.keepState === true ? parcel.state : line.state,
    lines: [...parcel.lines, line],
    finished: parcel.finished || finalStates.includes(line.state),
  }
  desk.parcels.put(parcelKey(parcel.company, parcel.number), moved)
  // A silent one is heard of only by whoever asks.
  if (body.silent !== true) push(desk, moved)
  return moved
}

/**
 * Plays pushes again: as they are, cut to the first `lines` lines (an older push that comes late),
 * several times, or with a bad sign.
 */
function pushAgain(desk: CourierDesk, body: Json): Json {
  const parcel = findParcel(desk, body)
  const cut = numberOf(body.lines, parcel.lines.length)
  const lines = parcel.lines.slice(0, cut)
  const older = { ...parcel, lines, state: lines.at(-1)?.state ?? '0' }
  const copies = Math.max(1, numberOf(body.copies, 1))
  if (body.badSign === true) {
    desk.kit.faults.add(
      { kind: 'bad-signature', on: 'callback', match: parcel.number, times: copies },
      desk.kit.clock.now(),
    )
  }
  for (let copy = 0; copy < copies; copy += 1) push(desk, older)
  return { pushed: copies }
}

/** The parcels on the way, for the courier's panel; newest first. */
export function parcels(desk: CourierDesk): Json[] {
  return listOf(desk.parcels.all())
    .map(recordOf)
    .map(({ salt: _salt, ...parcel }) => parcel)
    .reverse()
}
