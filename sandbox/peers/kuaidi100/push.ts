import { createHash } from 'node:crypto'
import { shanghaiTime } from '../../core/clock'
import type { Delivery, OutgoingRequest } from '../../core/deliveries'
import type { Fault } from '../../core/faults'
import { type Json, textOf } from '../../core/json'
import type { CourierDesk, Parcel, TrackLine } from './records'
import { finalStates } from './records'

const words: Record<string, string> = {
  '0': '在途',
  '1': '揽收',
  '2': '疑难',
  '3': '签收',
  '4': '退签',
  '5': '派件',
  '6': '退回',
  '7': '转投',
  '14': '拒签',
}

export const upperMd5 = (text: string): string =>
  createHash('md5').update(text).digest('hex').toUpperCase()

/** Owes the product the whole route, newest line first (IN-086). */
export function push(desk: CourierDesk, parcel: Parcel, options: { delayMs?: number } = {}): void {
  desk.kit.deliveries.enqueue({
    event: 'kuaidi.push',
    key: parcel.number,
    url: parcel.callbackUrl,
    content: pushContent(parcel),
    ...(options.delayMs === undefined ? {} : { delayMs: options.delayMs }),
  })
}

export function pushContent(parcel: Parcel): Json {
  const finished = finalStates.includes(parcel.state)
  return {
    salt: parcel.salt,
    param: {
      status: finished ? 'shutdown' : 'polling',
      billstatus: finished ? 'check' : 'got',
      message: '',
      autoCheck: '0',
      comOld: '',
      comNew: '',
      lastResult: routeContent(parcel),
    },
  }
}

/** The whole route of a parcel as pushes and answers carry it, newest line first. */
export function routeContent(parcel: Parcel): Json {
  return {
    message: 'ok',
    state: parcel.state,
    status: '200',
    condition: 'F00',
    ischeck: parcel.state === '3' ? '1' : '0',
    com: parcel.company,
    nu: parcel.number,
    data: [...parcel.lines].sort((a, b) => b.at.localeCompare(a.at)).map(line),
  }
}

const line = ({ at, context, state }: TrackLine): Json => ({
  context,
  time: shanghaiTime(new Date(at)),
  ftime: shanghaiTime(new Date(at)),
  status: words[state] ?? '在途',
  statusCode: state,
  areaCode: '',
  areaName: '',
})

/** Form fields param and sign = upper MD5(param + salt). */
export function buildPush(delivery: Delivery, fault: Fault | undefined): OutgoingRequest {
  const content = delivery.content as Json
  const param = JSON.stringify(content.param)
  const salt = textOf(content.salt)
  const form = new URLSearchParams({ param })
  if (salt !== '' && fault?.variant !== 'missing') {
    form.set('sign', upperMd5(fault ? `${param}${salt}x` : `${param}${salt}`))
  }
  return {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  }
}
