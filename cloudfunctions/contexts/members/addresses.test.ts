import { randomUUID } from 'node:crypto'
import { signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

const home = {
  name: '林晓月',
  phone: '13812342207',
  province: '江苏省',
  city: '苏州市',
  district: '虎丘区',
  street: '科技城青山绿庭3幢1202室',
}
const save = (token: string, more: { addressId?: string; isDefault?: boolean } = {}) =>
  rig.call(token, 'members.saveAddress', {
    addressId: more.addressId ?? null,
    address: home,
    isDefault: more.isDefault ?? false,
  })
const idOf = (answer: Awaited<ReturnType<typeof save>>) =>
  answer.ok ? answer.value.addressId : answer.code
const defaults = async (token: string) => {
  const { rows } = await rig.do(token, 'members.listAddresses', {})
  return rows.filter((row) => row.isDefault).map((row) => row.id)
}

test('MB-067 addresses are kept and parsed; one is the default, twenty the limit', async () => {
  const { token } = await signInMember(rig)
  const first = idOf(await save(token))
  expect(await defaults(token)).toEqual([first])
  const second = idOf(await save(token, { isDefault: true }))
  expect(await defaults(token)).toEqual([second])
  await rig.do(token, 'members.setDefaultAddress', { addressId: first })
  expect(await defaults(token)).toEqual([first])

  const edited = { ...home, street: '科技城2号' }
  await rig.do(token, 'members.saveAddress', {
    addressId: second,
    address: edited,
    isDefault: false,
  })
  const { rows } = await rig.do(token, 'members.listAddresses', {})
  expect(rows.map((row) => row.street)).toEqual([home.street, edited.street])

  await rig.do(token, 'members.deleteAddress', { addressId: first })
  expect(await defaults(token)).toEqual([second])

  const bad = [{ phone: '1381234220' }, { phone: '23812342207' }, { street: ' ' }, { name: '' }]
  for (const part of bad) {
    expect(
      await rig.call(token, 'members.saveAddress', {
        addressId: null,
        address: { ...home, ...part },
        isDefault: false,
      }),
    ).toMatchObject({ code: 'VALIDATION_FAILED' })
  }
  const pasted = `${home.name}，${home.phone}，江苏省苏州市虎丘区${home.street}`
  expect(await rig.do(token, 'members.parseAddress', { text: pasted })).toEqual(home)

  const parallel = await Promise.all(Array.from({ length: 30 }, () => save(token)))
  expect(parallel.filter((answer) => answer.ok)).toHaveLength(19)
  expect(parallel.filter((answer) => !answer.ok && answer.code === 'ADDRESS_LIMIT')).toHaveLength(
    11,
  )
  expect((await rig.do(token, 'members.listAddresses', {})).rows).toHaveLength(20)
})

test('another member’s address does not exist', async () => {
  const owner = await signInMember(rig)
  const other = await signInMember(rig)
  const addressId = idOf(await save(owner.token))
  expect(idOf(await save(other.token, { addressId }))).toBe('NOT_FOUND')
  for (const name of ['members.deleteAddress', 'members.setDefaultAddress'] as const) {
    expect(await rig.call(other.token, name, { addressId })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await rig.call(other.token, name, { addressId: randomUUID() })).toMatchObject({
      code: 'NOT_FOUND',
    })
  }
  expect(await defaults(owner.token)).toEqual([addressId])
})

test('parallel changes of the default leave exactly one', async () => {
  const { token } = await signInMember(rig)
  const ids = []
  for (let index = 0; index < 5; index++) {
    ids.push(idOf(await save(token)))
  }
  await Promise.all(
    ids.map((addressId) => rig.call(token, 'members.setDefaultAddress', { addressId })),
  )
  expect(await defaults(token)).toHaveLength(1)
})
