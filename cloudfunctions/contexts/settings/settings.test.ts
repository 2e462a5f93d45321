import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

test('settings have defaults, act at once and are saved against their version', async () => {
  const before = await rig.do(admin, 'settings.getSettings', {})
  expect(before).toMatchObject({
    version: 1,
    settings: {
      unpaidCloseMinutes: 30,
      autoReceiptDays: 10,
      afterSaleDays: 7,
      splitShipping: true,
    },
  })
  const settings = { ...before.settings, unpaidCloseMinutes: 45, showSales: false }
  expect(await rig.do(admin, 'settings.updateSettings', { settings, version: 1 })).toEqual({
    version: 2,
  })
  expect(await rig.do(null, 'settings.getPublicSettings', {})).toMatchObject({
    unpaidCloseMinutes: 45,
    showSales: false,
    hotline: '400-820-0000',
  })
  const late = await rig.call(admin, 'settings.updateSettings', { settings, version: 1 })
  expect(late).toMatchObject({ code: 'VERSION_CONFLICT', message: /您的内容会保留/ })
  const { rows } = await rig.db.query(
    `select 1 from identity.audit_entry where operation = 'settings.updateSettings'`,
  )
  expect(rows).toHaveLength(1)
})

test('values outside their bounds are refused and change nothing', async () => {
  const { settings, version } = await rig.do(admin, 'settings.getSettings', {})
  const wrong = [
    { unpaidCloseMinutes: 4 },
    { unpaidCloseMinutes: 4_321 },
    { autoReceiptDays: 0 },
    { autoReceiptDays: 31 },
    { lakeOpensOn: '13-01' },
    { unknown: 1 },
  ]
  for (const change of wrong) {
    const sent = { settings: { ...settings, ...change }, version }
    const refused = await rig.call(admin, 'settings.updateSettings', sent as never)
    expect(refused).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' })
  }
  expect(await rig.do(admin, 'settings.getSettings', {})).toEqual({ settings, version })
})

test('the season and its banners are known before sign-in', async () => {
  const shown = await rig.do(null, 'settings.getPublicSettings', {})
  expect(shown.season).toEqual({
    presaleOn: '2026-08-01',
    lakeOpensOn: '2026-09-22',
    midAutumnOn: '2026-09-25',
    nationalDayOn: '2026-10-01',
    lakeClosesOn: '2026-12-10',
  })
  expect(shown.banners[0]?.title).toBe('中秋团圆蟹')
  expect(Math.abs(Date.parse(shown.now) - rig.now().getTime())).toBeLessThan(5_000)
})

test('agreements are read before sign-in; publishing adds a cleaned version', async () => {
  const { rows } = await rig.do(null, 'settings.listAgreements', {})
  expect(rows.map(({ kind, version }) => `${kind} ${version}`).sort()).toEqual([
    'privacy 1',
    'registration 1',
    'service 1',
  ])
  const first = await rig.do(null, 'settings.getAgreement', { kind: 'service' })
  const published = await rig.do(admin, 'settings.publishAgreement', {
    kind: 'service',
    title: '服务协议（2026 秋）',
    html: '<h2>一、总则</h2><script>alert(1)</script><p onclick="x()">欢迎</p>',
    version: 1,
  })
  expect(published).toEqual({ version: 2 })
  const second = await rig.do(null, 'settings.getAgreement', { kind: 'service' })
  expect(second).toMatchObject({
    version: 2,
    title: '服务协议（2026 秋）',
    html: '<h2>一、总则</h2><p>欢迎</p>',
  })
  const kept = await rig.db.query(
    `select html from settings.agreements where kind = 'service' and version = 1`,
  )
  expect(kept.rows[0].html).toBe(first.html)
})

test('of clerks who publish over the same text at once the first counts, the others are told', async () => {
  const publish = (title: string) =>
    rig.call(admin, 'settings.publishAgreement', {
      kind: 'privacy',
      title,
      html: '<p>文本</p>',
      version: 1,
    })
  const answers = await Promise.all(['甲', '乙', '丙'].map(publish))
  expect(answers.filter(({ ok }) => ok)).toMatchObject([{ value: { version: 2 } }])
  const refused = answers.filter(({ ok }) => !ok)
  expect(refused).toHaveLength(2)
  expect(refused).toMatchObject([{ code: 'VERSION_CONFLICT' }, { code: 'VERSION_CONFLICT' }])
})
