import type { Browser, Page } from 'playwright-core'
import { caller } from '../rig/rig'
import { launchBrowser, openDesktop, shoot } from './browser'
import { consoleToken } from './console-sign-in'
import { type Host, removeFolder, startHost, temporaryFolder } from './host'
import { read } from './steps'

/** What a store is paid for goods that it delivers, where head office reads it. */
const dataDir = temporaryFolder()
let host: Host
let browser: Browser
let page: Page
let token: string
let call: ReturnType<typeof caller>

beforeAll(async () => {
  host = await startHost(dataDir)
  browser = await launchBrowser()
  token = await consoleToken(host.url, 'zhouyan')
  call = caller(host.url)
  page = (await openDesktop(browser, host.url)).page
  await page.goto(`${host.url}/console/#token=${token}`)
  await read(page, '今日成交现金')
}, 420_000)
afterAll(async () => {
  await browser?.close()
  await host?.stop()
  removeFolder(dataDir)
})

type Name = Parameters<typeof call>[1]
async function ask<N extends Name>(name: N, input: Parameters<typeof call<N>>[2]) {
  const answer = await call<N>(token, name, input)
  if (!answer.ok) {
    throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.detail)}`)
  }
  return answer.value
}

/** Dispatches a waiting order to the first store that has everything. */
async function dispatchToStore() {
  const pool = await ask('fulfilment.listDispatchPool', { filter: {} })
  for (const order of pool.rows) {
    const { stores } = await ask('fulfilment.listCandidates', { orderId: order.id })
    const store = stores.find(({ enough }) => enough)
    if (store) {
      const { dealerId } = store
      const { dispatched } = await ask('fulfilment.dispatchOrders', {
        orderIds: [order.id],
        to: { kind: 'store', dealerId },
      })
      return { noteId: dispatched[0]?.noteId ?? '', dealerId }
    }
  }
  throw new Error('no store has everything for any waiting order')
}

async function setDiscount(dealerId: string, discount: number) {
  const dealer = await ask('channel.getDealer', { dealerId })
  const { name, contact, phone, province, city, district, street, latitude, longitude } = dealer
  const { kind, sellsOffline, earnsOnline, version } = dealer
  await ask('channel.updateDealer', {
    ...{ name, contact, phone, province, city, district, street, latitude, longitude },
    ...{ kind, sellsOffline, earnsOnline, version, dealerId, discount },
  })
}

/** What a note calls a sku. */
const label = (goods: { name: string }, sku: { spec: string }) => `${goods.name} ${sku.spec}`

const yuan = (amount: number) =>
  (amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
/** Half up to the fen, in whole numbers. */
const at = (retailFen: number, discount: number) =>
  Math.floor((retailFen * discount + 5_000) / 10_000)

test('AD-117 a store’s tier-1 price is shown on goods and note; what was dispatched keeps its price', async () => {
  const { noteId, dealerId } = await dispatchToStore()
  const store = await ask('channel.getDealer', { dealerId })
  const note = await ask('fulfilment.getNote', { noteId })
  const goods = await ask('catalog.listGoods', { filter: {}, size: 100 })
  const all = await Promise.all(
    goods.rows.map(({ id }) => ask('catalog.getGoods', { goodsId: id })),
  )
  const owner = all.find((one) => one.skus.some((sku) => label(one, sku) === note.contents[0]?.sku))
  const sku = owner?.skus.find((one) => label(owner, one) === note.contents[0]?.sku)
  if (!owner || !sku) {
    throw new Error('the goods of the note are not in the list')
  }
  const retails = new Map(
    all.flatMap((one) => one.skus.map((entry) => [label(one, entry), entry.retailFen])),
  )
  const paid = note.contents.reduce(
    (sum, one) => sum + one.quantity * at(retails.get(one.sku) ?? 0, store.discount),
    0,
  )
  expect(note.goodsSettlementFen).toBe(paid)

  const onGoods = async (price: number) => {
    await page.goto(`${host.url}/console/goods/${owner.id}`)
    await read(page, '一级渠道价 · 商品结算价')
    if (owner.skus.length > 1) {
      const chooser = page.getByRole('combobox', { name: '看哪个 SKU 的价格' })
      await page.locator('.ant-select', { has: chooser }).click()
      const options = page.locator('.ant-select-item-option >> visible=true')
      await options.filter({ hasText: sku.code }).click()
    }
    await page
      .locator('tr', { hasText: store.name })
      .filter({ hasText: yuan(price) })
      .first()
      .waitFor()
  }
  const onNote = async () => {
    await page.goto(`${host.url}/console/notes/${noteId}`)
    await read(page, note.noteNo)
    await page
      .getByText('货款结算')
      .filter({ hasText: yuan(paid) })
      .first()
      .waitFor()
  }
  await onGoods(at(sku.retailFen, store.discount))
  await shoot(page, 'console-goods-settlement')
  await onNote()
  await shoot(page, 'console-note-settlement')

  await setDiscount(dealerId, store.discount + 100)
  const { id, state, createdAt, version, skus, ...rest } = owner
  expect([state, createdAt]).toEqual([expect.any(String), expect.any(String)])
  await ask('catalog.updateGoods', {
    ...rest,
    goodsId: id,
    version,
    skus: skus.map(({ onHand, available, ...one }) => ({
      ...one,
      retailFen: one.retailFen + (onHand + available >= 0 ? 1_000 : 0),
    })),
  })
  await onGoods(at(sku.retailFen + 1_000, store.discount + 100))
  await onNote()
})
