import { createHash } from 'node:crypto'
import type { Coordinate, MapPort } from '../contexts/fulfilment/port'
import type { PeerTools } from '../runtime/peer-tools'
import type { PeerAnswer } from '../runtime/ports'
import { askPeer, jsonOf, type RawAnswer, refused, unknown } from './peer-call'

/** From this reliability on a coordinate is used without a clerk (IN-079). */
const RELIABLE_FROM = 7
/** One to many, at most 200 points in a call (IN-080). */
const MATRIX_MAX = 200

/** Tencent location service. Coordinates are GCJ-02, latitude first. */
export function createMapClient(tools: PeerTools): MapPort {
  const { config } = tools
  const base = config.MAP_BASE.replace(/\/$/, '')
  const ask = <Value>(
    call: string,
    path: string,
    parameters: Readonly<Record<string, string>>,
    read: (result: Record<string, unknown>) => Value | null,
  ) => {
    const signed = signedPath(path, { ...parameters, key: config.MAP_KEY }, config.MAP_SECRET)
    return askPeer<Value>(
      tools,
      {
        peer: 'map',
        call,
        method: 'GET',
        url: `${base}${signed}`,
        headers: {},
      },
      (raw) => judge(raw, read),
    )
  }
  return {
    locate: (address, region) =>
      ask('locate', '/ws/geocoder/v1/', { address, region }, coordinateOf),
    drivingMetres: async (from, to) => {
      if (to.length === 0 || to.length > MATRIX_MAX) {
        return { kind: 'done', value: to.map(() => null) }
      }
      const parameters = { mode: 'driving', from: pointOf(from), to: to.map(pointOf).join(';') }
      return ask('driving-distance', '/ws/distance/v1/matrix', parameters, (result) =>
        metresOf(result, to.length),
      )
    },
  }
}

const pointOf = ({ latitude, longitude }: Coordinate) => `${latitude},${longitude}`

/** sig = MD5 of the path, the parameters sorted by name (not encoded) and the secret. */
function signedPath(
  path: string,
  parameters: Readonly<Record<string, string>>,
  secret: string,
): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1))
  const plain = sorted.map(([name, value]) => `${name}=${value}`).join('&')
  const sig = createHash('md5').update(`${path}?${plain}${secret}`).digest('hex')
  const query = sorted.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `${path}?${query}&sig=${sig}`
}

function judge<Value>(
  raw: RawAnswer,
  read: (result: Record<string, unknown>) => Value | null,
): PeerAnswer<Value> {
  if (raw.status !== 200) {
    return unknown(`HTTP ${raw.status}`)
  }
  const body = jsonOf(raw.body)
  if (typeof body?.status !== 'number') {
    return unknown('应答内容不完整')
  }
  if (body.status !== 0) {
    return refused('map', String(body.status), String(body.message ?? ''))
  }
  const value = read(recordOf(body.result))
  return value === null ? unknown('应答内容不完整') : { kind: 'done', value }
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

function coordinateOf(result: Record<string, unknown>) {
  const { lat, lng } = recordOf(result.location)
  if (typeof lat !== 'number' || typeof lng !== 'number') {
    return null
  }
  const reliable = Number(result.reliability ?? 0) >= RELIABLE_FROM
  return { latitude: lat, longitude: lng, reliable }
}

function metresOf(result: Record<string, unknown>, count: number): (number | null)[] | null {
  const [row] = Array.isArray(result.rows) ? result.rows : []
  const { elements } = recordOf(row)
  if (!Array.isArray(elements) || elements.length !== count) {
    return null
  }
  return elements.map((element) => {
    const { distance } = recordOf(element)
    return typeof distance === 'number' && distance >= 0 ? distance : null
  })
}
