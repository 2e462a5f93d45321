import { createAccount } from '../../../tests/rig/cast'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
let clerk: { token: string }
let other: { token: string }
beforeAll(async () => {
  rig = await startRig()
  const admin = await signInAdmin(rig)
  clerk = await createAccount(rig, admin, 'views-a', ['客服'])
  other = await createAccount(rig, admin, 'views-b', ['客服'])
})
afterAll(() => rig.stop())

const LIST = '/orders'
const choice = (token: string) => rig.do(token, 'bulk.getListChoice', { list: LIST })
const save = (name: string, isDefault = false, search = 'state=to-ship') =>
  rig.call(clerk.token, 'bulk.saveView', { list: LIST, name, search, columns: null, isDefault })

test('views and columns are kept per account and list, and shared with nobody', async () => {
  expect(await choice(clerk.token)).toEqual({ columns: null, views: [] })
  await save('待发货')
  await save('大单', true, 'sort=-total')
  await rig.do(clerk.token, 'bulk.chooseColumns', { list: LIST, columns: ['state', 'orderNo'] })
  const kept = await choice(clerk.token)
  expect(kept.columns).toEqual(['state', 'orderNo'])
  expect(kept.views).toMatchObject([
    { name: '待发货', search: 'state=to-ship', isDefault: false },
    { name: '大单', search: 'sort=-total', isDefault: true },
  ])
  expect(await choice(other.token)).toEqual({ columns: null, views: [] })
  const elsewhere = await rig.do(clerk.token, 'bulk.getListChoice', { list: '/notes' })
  expect(elsewhere.views).toEqual([])
  await rig.do(clerk.token, 'bulk.chooseColumns', { list: LIST, columns: null })
  expect((await choice(clerk.token)).columns).toBeNull()
})

test('the same name replaces, and of two defaults chosen at once one stays', async () => {
  await save('待发货', false, 'state=shipped')
  const before = (await choice(clerk.token)).views
  expect(before.filter(({ name }) => name === '待发货')).toMatchObject([
    { search: 'state=shipped' },
  ])
  const answers = await Promise.all([save('甲', true), save('乙', true), save('丙', true)])
  expect(answers.every(({ ok }) => ok)).toBe(true)
  const { views } = await choice(clerk.token)
  expect(views.filter(({ isDefault }) => isDefault)).toHaveLength(1)
})

test('a view of somebody else cannot be deleted, and a list keeps at most thirty', async () => {
  const [first] = (await choice(clerk.token)).views
  const viewId = first?.id as string
  const foreign = await rig.call(other.token, 'bulk.deleteView', { viewId })
  expect(foreign).toMatchObject({ code: 'NOT_FOUND' })
  const { length } = (await choice(clerk.token)).views
  for (let index = length; index < 30; index++) {
    expect((await save(`视图 ${index}`)).ok).toBe(true)
  }
  expect(await save('多余的')).toMatchObject({ code: 'TOO_MANY_VIEWS' })
  expect((await save('视图 29', false, 'state=closed')).ok).toBe(true)
  await rig.do(clerk.token, 'bulk.deleteView', { viewId })
  expect((await save('多余的')).ok).toBe(true)
})
