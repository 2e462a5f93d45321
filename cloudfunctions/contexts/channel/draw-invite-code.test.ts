import { createDealer, signInDealer } from '../../../tests/rig/cast'
import { addFault, clearFaults } from '../../../tests/rig/faults'
import { changeDealer } from '../../../tests/rig/network'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterEach(() => clearFaults(rig, 'wechat'))
afterAll(() => rig.stop())

const newDealer = async () => {
  const dealer = await createDealer(rig, admin, { name: '湖畔人家', tier: 1, discount: 6_000 })
  return { ...dealer, token: await signInDealer(rig, dealer.phone) }
}
const draw = (token: string) => rig.call(token, 'channel.drawInviteCode', {})
const picture = async (token: string) => (await rig.do(token, 'channel.drawInviteCode', {})).picture
const bytesOf = async (file: string) => {
  const response = await fetch(`${rig.baseUrl}/files/${file}`)
  expect(response.headers.get('content-type')).toBe('image/png')
  return Buffer.from(await response.arrayBuffer())
}
test('IN-028 a real picture with the short key, fetched once and served while WeChat is down', async () => {
  const { token } = await newDealer()
  const invite = await rig.do(token, 'channel.getInviteCode', {})
  expect(invite.token).toMatch(/^[0-9A-Za-z_-]{1,32}$/)
  const file = await picture(token)
  const png = await bytesOf(file)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  const held = { app: 'member', page: 'channel/invite/index', scene: invite.token }
  expect(png.toString('latin1')).toContain(JSON.stringify(held))
  expect(await rig.do(null, 'members.getInvite', { token: invite.token })).toMatchObject({
    inviterName: '湖畔人家',
  })

  await addFault(rig, 'wechat', { kind: 'down', times: 50 })
  expect(await picture(token)).toBe(file)
  const other = await newDealer()
  expect(await draw(other.token)).toMatchObject({ code: 'PEER_UNAVAILABLE' })
  await clearFaults(rig, 'wechat')
  await rig.advance(120_000)

  for (const [code, refusal] of [
    ['41030', 'PAGE_NOT_PUBLISHED'],
    ['45009', 'PEER_UNAVAILABLE'],
    ['40129', 'PEER_UNAVAILABLE'],
  ]) {
    await addFault(rig, 'wechat', { kind: 'code', code, match: 'getwxacodeunlimit', times: 5 })
    expect(await draw(other.token)).toMatchObject({ ok: false, code: refusal })
    await clearFaults(rig, 'wechat')
  }
  const several = await Promise.all([1, 2, 3].map(() => picture(other.token)))
  expect(new Set(several).size).toBe(1)
  expect((await bytesOf(several[0] ?? '')).toString('latin1')).not.toContain(invite.token)
})

test('three who draw at once and a try whose row was lost leave one file', async () => {
  const { token } = await newDealer()
  const asked = { barrier: 0 }
  const { put } = rig.deps.ports.files
  const keys: string[] = []
  const all = new Promise<void>((open) => {
    rig.deps.ports.files.put = async (key, bytes, type) => {
      keys.push(key)
      await put(key, bytes, type)
      asked.barrier += 1
      // Nobody keeps a row before all three have written their bytes.
      if (asked.barrier === 3) {
        open()
      }
      await all
    }
  })
  const drawn = await Promise.all([1, 2, 3].map(() => picture(token)))
  rig.deps.ports.files.put = put
  expect(keys).toHaveLength(3)
  expect(new Set([...keys, ...drawn]).size).toBe(1)
  const { rows } = await rig.db.query('select 1 from files.files where id = $1', [drawn[0]])
  expect(rows).toHaveLength(1)
  // As if the process had died between the bytes and the row.
  await rig.db.query('delete from channel.invite_picture where file_id = $1', [drawn[0]])
  await rig.db.query('delete from files.files where id = $1', [drawn[0]])
  expect(await picture(token)).toBe(drawn[0])
})

test('a dealer without 线上分销 has no code', async () => {
  const { token, dealerId } = await newDealer()
  await changeDealer(rig, admin, dealerId, { earnsOnline: false })
  expect(await draw(token)).toMatchObject({ code: 'MODE_OFF' })
})
