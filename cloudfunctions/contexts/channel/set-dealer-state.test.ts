import { randomUUID } from 'node:crypto'
import { createDealer, signInDealer } from '../../../tests/rig/cast'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

const setState = (dealerId: string, state: 'active' | 'suspended' | 'closed') =>
  rig.call(admin, 'channel.setDealerState', { dealerId, state, reason: '合作到期' })

const first = () => createDealer(rig, admin, { name: '湖畔人家', tier: 1, discount: 6_000 })

test('a suspended dealer still signs in and reads', async () => {
  const { dealerId, phone } = await first()
  expect((await setState(dealerId, 'suspended')).ok).toBe(true)
  const token = await signInDealer(rig, phone)
  expect(await rig.do(token, 'channel.getMyDealer', {})).toMatchObject({ state: 'suspended' })
})

test('a closed dealer is signed out at once and cannot come back until restored', async () => {
  const { dealerId, phone } = await first()
  const token = await signInDealer(rig, phone)
  expect((await setState(dealerId, 'closed')).ok).toBe(true)
  expect(await rig.call(token, 'channel.getMyDealer', {})).toMatchObject({
    status: 401,
    code: 'UNAUTHENTICATED',
  })
  await rig.advance(61_000)
  await expect(signInDealer(rig, phone)).rejects.toThrow('NOT_A_DEALER')
  expect((await setState(dealerId, 'active')).ok).toBe(true)
  await rig.advance(61_000)
  expect(await signInDealer(rig, phone)).toHaveLength(43)
})

test('closing waits for the dealers below; the same state twice is a conflict', async () => {
  const { dealerId } = await first()
  const child = await createDealer(rig, admin, {
    name: '姑苏鲜品',
    tier: 2,
    parentId: dealerId,
    discount: 7_000,
  })
  const refused = await setState(dealerId, 'closed')
  expect(refused).toMatchObject({ ok: false, code: 'IN_USE' })
  expect(refused.ok ? '' : refused.message).toContain('姑苏鲜品')
  expect((await setState(child.dealerId, 'closed')).ok).toBe(true)
  expect((await setState(dealerId, 'closed')).ok).toBe(true)
  expect(await setState(dealerId, 'closed')).toMatchObject({ code: 'STATE_CONFLICT' })
  const under = {
    name: '新店',
    tier: 3,
    parentId: dealerId,
    discount: 8_000,
  } as const
  await expect(createDealer(rig, admin, under)).rejects.toThrow('INVALID_PARENT')
})

test('an unknown dealer is not found', async () => {
  expect(await setState(randomUUID(), 'suspended')).toMatchObject({
    status: 404,
    code: 'NOT_FOUND',
  })
})
