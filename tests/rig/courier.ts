import { createHash } from 'node:crypto'
import type { Rig } from './rig'

/** A push as the aggregator would send it, with our own hand on every part. */
export function pushTrack(rig: Rig, param: unknown, sign?: string): Promise<Response> {
  const text = JSON.stringify(param)
  const salt = rig.env.KUAIDI_SALT ?? ''
  const good = createHash('md5')
    .update(text + salt)
    .digest('hex')
    .toUpperCase()
  return fetch(`${rig.baseUrl}/hooks/kuaidi100/track`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ param: text, sign: sign ?? good }).toString(),
  })
}

/** The whole route of a parcel of 顺丰 with one line per time, all in one state. */
export const route = (nu: string, state: string, ...times: string[]) => ({
  status: 'polling',
  lastResult: {
    com: 'shunfeng',
    nu,
    state,
    data: times.map((ftime) => ({ ftime, context: `到达 ${ftime}`, statusCode: state })),
  },
})
