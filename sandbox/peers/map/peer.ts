import { createHash, randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { type Json, numberOf, textOf } from '../../core/json'
import type { PeerKit } from '../../core/peer'
import {
  newPeerApp,
  type Peer,
  type PeerApp,
  type PeerEnv,
  type PeerPlan,
  refuseControl,
} from '../../core/peer'
import { looksReal } from '../../keys'
import { geocode, nearestPlace } from './geocode'

/** Tencent location service: geocoder and distance matrix. */
export const mapPlan: PeerPlan = {
  name: 'map',
  rules: () => ({
    retrySeconds: [],
    build: () => ({ headers: {}, body: '' }),
    accepts: () => true,
  }),
  open: (kit) => openPeer(kit),
}

interface Quota {
  perSecond: number
  perDay: number
}

function openPeer(kit: PeerKit): Peer {
  const settings = kit.store.collection<Quota>('settings')
  const fixed = kit.store.collection<{ lat: number; lng: number; reliability: number }>('addresses')
  const quota = () => settings.get('quota') ?? { perSecond: 0, perDay: 0 }
  return {
    name: 'map',
    title: '腾讯位置服务',
    app: routes({ kit, quota, fixed: (address) => fixed.get(address) }),
    errorBody: (code, message) => ({
      status: 200,
      body: JSON.stringify({ status: Number(code) || 500, message: message || '服务响应超时' }),
    }),
    async act(action, body) {
      if (action === 'set') {
        settings.put('quota', {
          perSecond: numberOf(body.perSecond, quota().perSecond),
          perDay: numberOf(body.perDay, quota().perDay),
        })
        return quota()
      }
      if (action !== 'address') return refuseControl(`没有这个动作：${action}`)
      fixed.put(textOf(body.address), {
        lat: numberOf(body.lat, 0),
        lng: numberOf(body.lng, 0),
        reliability: numberOf(body.reliability, 7),
      })
      return fixed.get(textOf(body.address))
    },
    outbox: () => [],
    summary: () => ({ quota: quota() }),
  }
}

interface MapDesk {
  kit: PeerKit
  quota(): Quota
  fixed(address: string): { lat: number; lng: number; reliability: number } | undefined
}

function routes(desk: MapDesk): PeerApp {
  const app = newPeerApp()
  const on = (path: string, run: (query: URLSearchParams) => Json) => {
    app.get(path, (c) => answer(c, desk, run))
  }
  on('/ws/geocoder/v1/', (query) => geocoder(desk, query))
  on('/ws/geocoder/v1', (query) => geocoder(desk, query))
  on('/ws/distance/v1/matrix', matrix)
  on('/ws/distance/v1/matrix/', matrix)
  return app
}

const failed = (status: number, message: string): Json => ({
  status,
  message,
  request_id: randomUUID(),
})

const done = (result: unknown): Json => ({
  status: 0,
  message: 'query ok',
  request_id: randomUUID(),
  result,
})

function answer(
  c: Context<PeerEnv>,
  desk: MapDesk,
  run: (query: URLSearchParams) => Json,
): Response {
  const url = new URL(c.req.url)
  c.set('key', url.searchParams.get('address') ?? '')
  const refusal = keyProblem(c, desk, url) ?? quotaProblem(desk)
  return c.json(refusal ?? run(url.searchParams))
}

/** sig = MD5 of path, sorted raw parameters and the secret (IN-079). */
function keyProblem(c: Context<PeerEnv>, desk: MapDesk, url: URL): Json | undefined {
  const { map } = desk.kit.keys
  const key = url.searchParams.get('key') ?? ''
  if (looksReal(key)) return failed(190, '沙箱只接受 SBX 开头的 key')
  if (key === '') return failed(311, 'key 格式错误')
  if (key !== map.key) return failed(190, '无效的 KEY')
  const sig = url.searchParams.get('sig')
  if (sig === null) return failed(110, '请求来源未被授权：缺少签名')
  const sorted = [...url.searchParams]
    .filter(([name]) => name !== 'sig')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const paths = [c.get('target').split('?')[0] ?? '', url.pathname]
  const good = paths.some((path) => md5(`${path}?${sorted}${map.secret}`) === sig.toLowerCase())
  return good ? undefined : failed(111, '签名验证失败')
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

/** The quota per second and per day, when a test has set one (IN-081). */
function quotaProblem(desk: MapDesk): Json | undefined {
  const { perSecond, perDay } = desk.quota()
  if (perSecond === 0 && perDay === 0) return undefined
  const now = desk.kit.clock.now().toISOString()
  const calls = desk.kit.log.list()
  const inSecond = calls.filter((call) => call.at.slice(0, 19) === now.slice(0, 19)).length
  if (perSecond > 0 && inSecond >= perSecond) return failed(120, '此 key 每秒请求量已达到上限')
  const inDay = calls.filter((call) => call.at.slice(0, 10) === now.slice(0, 10)).length
  return perDay > 0 && inDay >= perDay ? failed(121, '此 key 每日调用量已达到上限') : undefined
}

function geocoder(desk: MapDesk, query: URLSearchParams): Json {
  const location = query.get('location')
  if (location !== null) return reverse(location)
  const address = query.get('address') ?? ''
  if (address === '') return failed(310, '请求参数信息有误')
  const found = geocode(address, query.get('region') ?? '')
  const fixed = desk.fixed(address)
  if (!found && !fixed) return failed(347, '查询无结果')
  const { place } = found ?? { place: undefined }
  return done({
    title: address,
    location: fixed ? { lat: fixed.lat, lng: fixed.lng } : found?.location,
    ad_info: { adcode: place?.adcode ?? '' },
    address_components: {
      province: place?.province ?? '',
      city: place?.city ?? '',
      district: place?.district ?? '',
      street: '',
      street_number: '',
    },
    similarity: 0.9,
    deviation: 1000,
    reliability: fixed?.reliability ?? found?.reliability ?? 0,
    level: found?.level ?? 11,
  })
}

function reverse(location: string): Json {
  const [lat, lng] = location.split(',').map(Number)
  if (lat === undefined || lng === undefined || Number.isNaN(lat) || Number.isNaN(lng)) {
    return failed(310, '请求参数信息有误')
  }
  const place = nearestPlace({ lat, lng })
  return done({
    location: { lat, lng },
    address: `${place.province}${place.city}${place.district}`,
    address_component: { nation: '中国', ...place },
    ad_info: { adcode: place.adcode, city: place.city, district: place.district },
  })
}

const MAX_POINTS = 200

/** Driving distance as the crow flies times 1.35, so that the same question has one answer. */
function matrix(query: URLSearchParams): Json {
  const from = points(query.get('from'))
  const to = points(query.get('to'))
  if (from.length === 0 || to.length === 0) return failed(310, '请求参数信息有误')
  if (from.length * to.length > MAX_POINTS) return failed(310, '起终点数量超过限制')
  const rows = from.map((start) => ({
    elements: to.map((end) => {
      const distance = Math.round(metres(start, end) * 1.35)
      return { distance, duration: Math.round(distance / 11), from: start, to: end }
    }),
  }))
  return done({ rows })
}

interface Point {
  lat: number
  lng: number
}

function points(text: string | null): Point[] {
  return (text ?? '')
    .split(';')
    .map((pair) => pair.split(',').map(Number))
    .flatMap(([lat, lng]) =>
      lat !== undefined && lng !== undefined && Number.isFinite(lat + lng) ? [{ lat, lng }] : [],
    )
}

function metres(a: Point, b: Point): number {
  const radians = Math.PI / 180
  const dLat = (b.lat - a.lat) * radians
  const dLng = (b.lng - a.lng) * radians
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLng / 2) ** 2
  return 2 * 6_371_000 * Math.asin(Math.sqrt(h))
}
