import { lastSmsCode, randomPhone, signInAdmin } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { addedLead, createDepartment, createSeller, type Seller } from '../rig/sales-team'
import { newWechatUser } from '../rig/wechat'
import { artefact } from './artefact'
import { createMiniProgram, type MiniProgram } from './mini-program'

let rig: Rig
let seller: Seller
let supervisor: Seller

beforeAll(async () => {
  rig = await startRig()
  const admin = await signInAdmin(rig)
  const departmentId = await createDepartment(rig, admin, '华东销售部')
  seller = await createSeller(rig, admin, { name: '周思远', departmentId })
  supervisor = await createSeller(rig, admin, { name: '刘主管', departmentId, supervisor: true })
})
afterAll(() => rig?.stop())

async function openApp(): Promise<MiniProgram> {
  const user = await newWechatUser(rig)
  const app = createMiniProgram({
    dist: artefact('sales'),
    origin: rig.baseUrl,
    app: 'sales',
    user: user.id,
    wishes: { pay: 'pay', online: true },
  })
  await app.launch()
  return app
}

async function signIn(app: MiniProgram, phone: string): Promise<void> {
  // A phone gets one code a minute, and making the people above took one.
  await rig.advance(61_000)
  await app.tap(/^登录$/)
  await app.type('#phone', phone)
  await app.tap('#send-code')
  await app.type('#sms-code', await lastSmsCode(rig, phone))
  await app.tap('#sign-in-sms')
}

async function fillLead(app: MiniProgram, name: string, phone: string): Promise<void> {
  await app.tap('#add-lead')
  await app.type('#name', name)
  await app.type('#phone', phone)
  await app.tap('#type-0')
  await app.tap('#save-lead')
}

test('a salesperson adds a lead and follows it up; the list shows both', async () => {
  const app = await openApp()
  await signIn(app, seller.phone)
  await app.until('signed in', () => app.page() === 'pages/home/index')
  expect(app.text()).toContain('还没有潜客')
  await fillLead(app, '司徒建明', randomPhone())
  await app.until('added', () => app.page() === 'sales/lead/index')
  expect(app.text()).toContain('自己开拓')
  await app.tap('#write-result')
  await app.type('#text', '认可 0.62 折扣，要求首批 2,000 张卡')
  await app.tap('#stage-1')
  await app.tap('#save-follow-up')
  await app.until('saved', () => app.page() === 'sales/lead/index')
  await app.until('told', () => app.text().includes('认可 0.62 折扣'))
  await app.tap('#plan')
  await app.tap('#segment-plan')
  await app.tap('#save-follow-up')
  await app.until('planned', () => app.text().includes('待跟踪'))
  await app.tap('#write-result')
  expect(app.page()).toBe('sales/follow-up/index')
  await app.type('#result', '电话未接，微信已回复')
  await app.tap('#save-result')
  await app.until('done', () => app.text().includes('电话未接，微信已回复'))

  const again = await openApp()
  await signIn(again, seller.phone)
  await again.until('the list', () => again.text().includes('司徒建明'))
  expect(again.text()).toContain('上次 今天')
  expect(again.text()).toContain('需求')
  expect(again.all('#tab-chart')).toHaveLength(0)
  expect([...app.machine.errors, ...again.machine.errors]).toEqual([])
})

test('a phone that somebody looks after is refused under the phone, with who it is', async () => {
  const phone = randomPhone()
  await addedLead(rig, supervisor, { name: '欧阳春生', phone })
  const app = await openApp()
  await signIn(app, seller.phone)
  await app.until('signed in', () => app.page() === 'pages/home/index')
  await fillLead(app, '欧阳', phone)
  expect(app.text()).toContain('该手机号已由 华东销售部 刘主管 跟进')
  expect(app.page()).toBe('sales/add-lead/index')
})

test('a phone that head office has not entered gets no account', async () => {
  const app = await openApp()
  await signIn(app, randomPhone())
  expect(app.page()).toBe('identity/sign-in/index')
  expect(app.text()).toContain('账号不存在，请联系管理员')
})

test('only a supervisor has the department tab, with figures and leads of each person', async () => {
  await addedLead(rig, seller, { name: '顾云舒' })
  const app = await openApp()
  await signIn(app, supervisor.phone)
  await app.until('the tab', () => app.all('#tab-chart').length === 1)
  await app.tap('#tab-chart')
  expect(app.text()).toContain('华东销售部')
  await app.tap(`#person-${seller.employeeId}`)
  expect(app.text()).toContain('顾云舒')
  expect(app.machine.errors).toEqual([])
})
