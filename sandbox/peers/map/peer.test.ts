import { createHash } from 'node:crypto'
import type { Json } from '../../core/json'
import { openTestSandbox, type TestSandbox } from '../../testing/open'

let box: TestSandbox

beforeAll(async () => {
  box = await openTestSandbox()
})

afterAll(() => box.end())

async function ask(path: string, query: Record<string, string>, secret?: string): Promise<Json> {
  const { map } = box.sandbox.keys
  const all: Record<string, string> = { key: map.key, ...query }
  const sorted = Object.keys(all)
    .sort()
    .map((name) => `${name}=${all[name]}`)
    .join('&')
  const sig = createHash('md5')
    .update(`${path}?${sorted}${secret ?? map.secret}`)
    .digest('hex')
  const search = new URLSearchParams({ ...all, sig })
  const response = await fetch(`${box.baseUrl}/peers/map${path}?${search}`)
  return (await response.json()) as Json
}

const GEOCODER = '/ws/geocoder/v1/'

test('an address is found with its region, reliability and always the same place', async () => {
  const address = '江苏省苏州市姑苏区平江路 12 号'
  const first = await ask(GEOCODER, { address })
  expect(first).toMatchObject({
    status: 0,
    result: { ad_info: { adcode: '320508' }, reliability: 8 },
  })
  expect((await ask(GEOCODER, { address })).result).toEqual(first.result)
  expect(await ask(GEOCODER, { address: '苏州市' })).toMatchObject({ result: { reliability: 3 } })
  expect(await ask(GEOCODER, { address: '火星奥林帕斯山' })).toMatchObject({ status: 347 })
})

test('a wrong signature or key is refused, the quota is counted when set', async () => {
  expect(await ask(GEOCODER, { address: '苏州市' }, 'wrong')).toMatchObject({ status: 111 })
  expect(await ask(GEOCODER, { address: '苏州市', key: 'SBXother' })).toMatchObject({ status: 190 })
  await box.act('map', 'set', { perDay: 1 })
  expect(await ask(GEOCODER, { address: '苏州市' })).toMatchObject({ status: 121 })
  await box.act('map', 'set', { perDay: 0 })
})

test('the matrix answers one distance for each pair', async () => {
  const answer = await ask('/ws/distance/v1/matrix', {
    mode: 'driving',
    from: '31.33565,120.61729',
    to: '31.33565,120.61729;31.38464,120.98073',
  })
  const [row] = (answer.result as { rows: { elements: Json[] }[] }).rows
  expect(row?.elements[0]?.distance).toBe(0)
  expect(Number(row?.elements[1]?.distance)).toBeGreaterThan(30_000)
})
