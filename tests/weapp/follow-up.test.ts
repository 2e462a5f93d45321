import { lastSmsCode, signInAdmin } from '../rig/people'
import { PNG_BYTES } from '../rig/pictures'
import { type Rig, startRig } from '../rig/rig'
import { addedLead, createDepartment, createSeller, followUp, type Seller } from '../rig/sales-team'
import { newWechatUser } from '../rig/wechat'
import { artefact } from './artefact'
import { createMiniProgram, type MiniProgram } from './mini-program'

let rig: Rig
let admin: string
let seller: Seller

beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  const departmentId = await createDepartment(rig, admin, '华东销售部')
  seller = await createSeller(rig, admin, { name: '周思远', departmentId })
})
afterAll(() => rig?.stop())

async function openApp(): Promise<MiniProgram> {
  const user = await newWechatUser(rig)
  const album = { '/tmp/a.png': PNG_BYTES, '/tmp/b.png': PNG_BYTES }
  const app = createMiniProgram({
    dist: artefact('sales'),
    origin: rig.baseUrl,
    app: 'sales',
    user: user.id,
    wishes: { pay: 'pay', online: true, album },
  })
  await app.launch()
  await rig.advance(61_000)
  await app.tap(/^登录$/)
  await app.type('#phone', seller.phone)
  await app.tap('#send-code')
  await app.type('#sms-code', await lastSmsCode(rig, seller.phone))
  await app.tap('#sign-in-sms')
  await app.until('signed in', () => app.page() === 'pages/home/index')
  return app
}

test('ST-012 a result with words, pictures, next time and stage completes the entry; a second is a supplement, nothing is deleted', async () => {
  const leadId = await addedLead(rig, seller)
  const at = new Date(rig.now().getTime() + 3_600_000)
  const planned = await followUp(rig, seller, leadId, { at })
  const followUpId = planned.ok ? planned.value.followUpId : ''
  const app = await openApp()
  const open = { kind: 'lead', target: leadId, name: '潜客', stage: '初步接触', form: '电话' }
  await app.launch('sales/follow-up/index', { ...open, followUp: followUpId })
  await app.until('the form', () => app.all('#result').length === 1)
  await app.type('#result', '已送样品')
  await app.tap('#result-pictures-picture')
  await app.until('pictures sent', () => !app.text().includes('上传中'))
  expect(app.all('.x-media-picture')).toHaveLength(2)
  await app.tap('#stage-1')
  await app.tap('#segment-next')
  await app.tap('#save-result')
  await app.until('saved', () => app.page() !== 'sales/follow-up/index')
  const detail = () => rig.do(seller.token, 'sales.getMyFollowUp', { followUpId })
  expect(await detail()).toMatchObject({ state: 'done', results: [{ text: '已送样品' }] })
  // The customer's records: words, pictures, the new stage and what is planned next.
  await app.launch('sales/lead/index', { id: leadId })
  await app.until('the record', () => app.text().includes('已送样品'))
  expect(app.all('.x-pictures-one')).toHaveLength(2)
  expect(app.text()).toContain('待跟踪')
  expect(await rig.do(seller.token, 'sales.getMyLead', { leadId })).toMatchObject({
    stage: '需求确认',
  })
  // A second result is a supplement beside the first.
  await app.launch('sales/follow-up/index', { ...open, followUp: followUpId })
  await app.until('the first result', () => app.text().includes('已有结果'))
  expect(app.text()).toContain('保存补充')
  expect(app.text()).toContain('保存后不能删除')
  await app.type('#result', '下周签约')
  await app.tap('#save-result')
  await app.until('saved', () => app.page() !== 'sales/follow-up/index')
  await app.launch('sales/lead/index', { id: leadId })
  await app.until('both', () => app.text().includes('补充（周思远）：下周签约'))
  expect(app.text()).toContain('已送样品')
  const { rows } = await rig.db.query(
    `select has_table_privilege('xietong_app', 'sales.follow_up_result', 'UPDATE') as change,
       has_table_privilege('xietong_app', 'sales.follow_up_result', 'DELETE') as remove`,
  )
  expect(rows).toEqual([{ change: false, remove: false }])
  // Pictures open for who may see the customer, and for nobody by their plain address.
  const [file] = (await detail()).results[0]?.pictures ?? []
  expect((await fetch(new URL(`/files/${file}`, rig.baseUrl))).status).toBe(404)
  expect(app.machine.errors).toEqual([])
}, 60_000)
