import { dispatch, newTrackingNo, paidOrder, ship } from '../../../tests/rig/delivery'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop } from '../../../tests/rig/shop'
import { drainOutbox } from '../peers'

let rig: Rig
let admin: string
let shop: Shop
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
})
afterAll(() => rig.stop())

const rows = async () => (await rig.do(admin, 'fulfilment.listCarrierSettings', {})).rows
async function settingOf(code: string) {
  const found = (await rows()).find(({ id }) => id === code)
  if (!found) {
    throw new Error(`no carrier ${code}`)
  }
  return found
}
async function change(code: string, changes: Record<string, unknown>) {
  const { enabled, sort, kuaidi, wechat, accountBranch, version } = await settingOf(code)
  return rig.call(admin, 'fulfilment.updateCarrier', {
    ...{ code, enabled, sort, kuaidi, wechat, accountBranch, version },
    ...{ accountNo: '', accountKey: '', ...changes },
  })
}
const offered = async () =>
  (await rig.do(admin, 'fulfilment.listCarriers', {})).rows
    .filter(({ enabled }) => enabled)
    .map(({ code }) => code)

async function noteFor() {
  const order = await paidOrder(rig, shop)
  const { noteId } = await dispatch(rig, admin, order.orderId, null)
  return { ...order, noteId }
}
async function shipBy(noteId: string, carrierCode: string, trackingNo: string) {
  const { lines } = await rig.do(admin, 'fulfilment.getNote', { noteId })
  return rig.call(admin, 'fulfilment.shipNote', {
    noteId,
    carrierCode,
    trackingNo,
    lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
  })
}

test('AD-337 carriers are enabled, sorted and mapped, their accounts masked; old notes keep a disabled one', async () => {
  expect((await offered()).slice(0, 2)).toEqual(['SF', 'SF-COLD'])
  expect(await change('ZTO', { sort: 5 })).toMatchObject({ ok: true })
  expect((await offered()).slice(0, 2)).toEqual(['ZTO', 'SF'])
  expect(await change('OWN', { enabled: true })).toMatchObject({ code: 'CARRIER_UNMAPPED' })
  expect(await change('ZTO', { kuaidi: 'Not a code' })).toMatchObject({ code: 'VALIDATION_FAILED' })

  // The codes that the peers get are those of the settings.
  await change('ZTO', { kuaidi: 'zhongtongguoji', wechat: 'ZTO' })
  const mapped = await noteFor()
  const zto = '731234567890123'.slice(0, 15)
  expect(await shipBy(mapped.noteId, 'ZTO', zto)).toMatchObject({ ok: true })
  await drainOutbox(rig.deps, new Date(rig.now().getTime() + 10_000))
  const { rows: sent } = await rig.db.query(
    `select o.last_error as error from peers.outbox o
     where o.call = 'subscribe-tracking' and o.business_key like $1`,
    [`${zto}/%`],
  )
  expect(sent).toMatchObject([{ error: expect.stringContaining('701') }])
  await change('ZTO', { kuaidi: 'zhongtong', wechat: 'ZTO' })

  const account = {
    accountNo: 'ZT202600008912',
    accountKey: 'top-secret-key',
    accountBranch: '昆山网点',
  }
  await change('ZTO', account)
  const shown = await settingOf('ZTO')
  expect(shown).toMatchObject({ accountNo: '****8912', hasKey: true, accountBranch: '昆山网点' })
  const { rows: stored } = await rig.db.query(
    `select account_key from fulfilment.carriers where code = 'ZTO'`,
  )
  expect(stored[0].account_key).not.toContain('top-secret-key')
  const { rows: log } = await rig.db.query(
    `select * from identity.audit_entry where operation = 'fulfilment.updateCarrier'`,
  )
  expect(JSON.stringify(log)).not.toMatch(/top-secret-key|ZT202600008912/)
  await change('ZTO', { sort: 30 })
  expect(await settingOf('ZTO')).toMatchObject({ accountNo: '****8912', hasKey: true })
  await change('ZTO', { clearAccount: true })
  expect(await settingOf('ZTO')).toMatchObject({ accountNo: '', hasKey: false, accountBranch: '' })

  const old = await noteFor()
  await ship(rig, admin, old.noteId)
  await change('SF', { enabled: false })
  expect(await offered()).not.toContain('SF')
  const waiting = await noteFor()
  expect(await shipBy(waiting.noteId, 'SF', newTrackingNo())).toMatchObject({
    code: 'CARRIER_UNKNOWN',
  })
  const note = await rig.do(admin, 'fulfilment.getNote', { noteId: old.noteId })
  expect(note.parcels).toMatchObject([{ carrierName: '顺丰速运' }])
  const [parcel] = note.parcels
  const kept = {
    parcelId: parcel?.id ?? '',
    carrierCode: 'SF',
    trackingNo: newTrackingNo(),
    reason: '单号录错',
    version: 1,
  }
  expect(await rig.call(admin, 'fulfilment.correctTracking', kept)).toMatchObject({ ok: true })
  await change('SF', { enabled: true })
})

test('whoever saved in between is not overwritten; an unknown carrier is not found', async () => {
  const { version } = await settingOf('YTO')
  await change('YTO', { sort: 41 })
  expect(await change('YTO', { sort: 42, version })).toMatchObject({ code: 'VERSION_CONFLICT' })
  const foreign = { enabled: false, sort: 1, kuaidi: '', wechat: '', version: 1 }
  const nothing = { accountNo: '', accountKey: '', accountBranch: '' }
  expect(
    await rig.call(admin, 'fulfilment.updateCarrier', { code: 'NOBODY', ...foreign, ...nothing }),
  ).toMatchObject({ status: 404 })
})
