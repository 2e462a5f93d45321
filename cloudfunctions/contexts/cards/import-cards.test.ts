import { newCardNumber } from '@xietong/domain/cards/card-number'
import { signInAdmin } from '../../../tests/rig/people'
import { CARD_HEAD, createPrintedProduct } from '../../../tests/rig/printed-cards'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop } from '../../../tests/rig/shop'
import { download, makeWorkbook, readWorkbook, uploadWorkbook } from '../../../tests/rig/workbooks'
import { cryptoRandom } from '../../runtime/request-hash'

let rig: Rig
let admin: string
let product: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  product = (await createPrintedProduct(rig, admin, await createShop(rig, admin))).product
})
afterAll(() => rig.stop())

async function begin(rows: readonly (readonly string[])[]) {
  const fileId = await uploadWorkbook(rig, admin, await makeWorkbook(CARD_HEAD, rows))
  const { taskId } = await rig.do(admin, 'bulk.startImport', {
    kind: 'cards.import',
    fileId,
    remark: '',
  })
  await rig.tick()
  return { taskId, fileId }
}
const task = (taskId: string) => rig.do(admin, 'bulk.getTask', { taskId })
const find = async (filter: object) => (await rig.do(admin, 'cards.listCards', { filter })).rows
const number = () => newCardNumber(cryptoRandom)

test('AD-152 good rows become inactive cards of the platform once, bad rows are named, no password and no file stays', async () => {
  const [first, second] = [number(), number()]
  const PIN = '048213957046'
  const rows = [
    [first, PIN, product, '2026-秋-01', '首批'],
    [second, PIN, product, '', ''],
    [first, PIN, product, '', ''],
    ['123', PIN, product, '', ''],
    [`${first.slice(0, 11)}${(Number(first[11]) + 1) % 10}`, PIN, product, '', ''],
    [number(), '', product, '', ''],
    [number(), '12345', product, '', ''],
    [number(), PIN, '没有的卡', '', ''],
  ]
  const { taskId, fileId } = await begin(rows)
  const checked = await task(taskId)
  expect(checked).toMatchObject({ state: 'checked', total: 8, succeeded: 2, failed: 6 })
  expect(await find({ number: first })).toEqual([])
  const sheet = await readWorkbook(await download(rig, admin, checked.failureFileId ?? ''))
  expect(sheet.slice(1).map((row) => [row[0], row[2], row.at(-1)])).toEqual([
    ['4', '', '卡号与第 2 行重复'],
    ['5', '', '卡号须为 12 位数字且校验位正确'],
    ['6', '', '卡号须为 12 位数字且校验位正确'],
    ['7', '', '密码不能为空'],
    ['8', '', '密码须为 10 至 20 位数字'],
    ['9', '', '没有名为“没有的卡”的实体提货卡'],
  ])
  await rig.do(admin, 'bulk.takeGoodRows', { taskId })
  await rig.tick()
  expect(await task(taskId)).toMatchObject({ state: 'done', succeeded: 2, failed: 6 })
  expect(await find({ number: first })).toMatchObject([
    {
      kind: 'physical',
      state: 'inactive',
      holder: '平台',
      name: product,
      batch: '2026-秋-01',
      remark: '首批',
      activatedAt: null,
    },
  ])
  expect(await rig.call(admin, 'files.openFile', { fileId })).toMatchObject({ code: 'NOT_FOUND' })
  const hashes = await rig.db.query<{ hash: string; size: number }>(
    `select encode(secret_hash, 'hex') as hash, octet_length(secret_hash) as size
     from cards.card where number = any($1)`,
    [[first, second]],
  )
  // The same password on two cards does not show: the number is part of what is hashed.
  expect(new Set(hashes.rows.map(({ hash }) => hash)).size).toBe(2)
  expect(hashes.rows.every(({ size }) => size === 32)).toBe(true)
  const again = await begin(rows.slice(0, 2))
  expect(await task(again.taskId)).toMatchObject({ succeeded: 0, failed: 2 })
})

test('two files with the same numbers at once make each card once', async () => {
  const rows = Array.from({ length: 1_500 }, () => [number(), '048213957046', product, '并', ''])
  const both = [await begin(rows), await begin([...rows].reverse())]
  for (const { taskId } of both) {
    await rig.do(admin, 'bulk.takeGoodRows', { taskId })
  }
  await rig.tick()
  await rig.tick()
  const counts = await Promise.all(both.map(({ taskId }) => task(taskId)))
  expect(counts.map(({ state }) => state)).toEqual(['done', 'done'])
  expect(counts.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBe(1_500)
  const { rows: made } = await rig.db.query(
    `select count(*)::int as cards, (select count(*)::int from cards.card_event e
       join cards.card c on c.id = e.card_id where c.batch = '并') as events
     from cards.card where batch = '并'`,
  )
  expect(made).toEqual([{ cards: 1_500, events: 1_500 }])
})
