import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, openDesktop, shoot } from './browser'
import { consoleToken } from './console-sign-in'
import { type Host, removeFolder, startHost, temporaryFolder } from './host'
import { clickWords, read } from './steps'

/** What every list and form of the console has in common, tried as head office would. */
const dataDir = temporaryFolder()
let host: Host
let browser: Browser
let page: Page
let token: string

async function ask(name: string, input: Record<string, unknown>) {
  const response = await fetch(`${host.url}/api/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(input),
  })
  return (await response.json()) as { ok: boolean; value: never }
}

beforeAll(async () => {
  host = await startHost(dataDir)
  browser = await launchBrowser()
  token = await consoleToken(host.url, 'zhouyan')
  page = (await openDesktop(browser, host.url)).page
  await page.goto(`${host.url}/console/#token=${token}`)
  await read(page, '今日成交现金')
}, 420_000)
afterAll(async () => {
  await browser?.close()
  await host?.stop()
  removeFolder(dataDir)
})

const rowsShown = () => page.locator('tbody tr.ant-table-row').count()

test('AD-006 a list pages, keeps filters and sort in the address, counts, resets and shows an empty state', async () => {
  await page.goto(`${host.url}/console/orders`)
  await page.locator('tbody tr.ant-table-row').first().waitFor()
  const all = await rowsShown()
  await read(page, new RegExp(`共 ${all} 单`))
  for (const size of ['20', '50', '100']) {
    await page.goto(`${host.url}/console/orders?size=${size}`)
    await read(page, new RegExp(`${size} 单 / 页`))
  }
  await page.goto(`${host.url}/console/orders`)
  await clickWords(page, /^待发货/)
  await page.waitForURL(/state=to-ship/)
  await page.locator('tbody tr.ant-table-row').first().waitFor()
  const waiting = await rowsShown()
  expect(waiting).toBeGreaterThan(0)
  expect(waiting).toBeLessThan(all)
  await page.reload()
  await page.locator('tbody tr.ant-table-row').first().waitFor()
  expect(await rowsShown()).toBe(waiting)
  await page.getByPlaceholder(/订单号/).fill('绝无此人')
  await page.keyboard.press('Enter')
  await page.waitForURL(/state=to-ship/)
  await read(page, /没有符合条件/)
  await shoot(page, 'console-empty')
  await clickWords(page, /清空筛选|重置/)
  await page.locator('tbody tr.ant-table-row').first().waitFor()
  await page.goto(`${host.url}/console/orders?sort=-total`)
  await page.locator('tbody tr.ant-table-row').first().waitFor()
  const amounts = await page.locator('tbody tr.ant-table-row').allInnerTexts()
  const fens = amounts.map((text) => Number(/(\d[\d,]*\.\d\d)/.exec(text)?.[1]?.replace(/,/g, '')))
  expect(fens).toEqual([...fens].sort((a, b) => b - a))
})

test('AD-011 a double click on save creates one record, and the same key answers the same', async () => {
  const requestId = randomUUID()
  const [sameKey, twice] = [`同键 ${requestId.slice(0, 6)}`, `双击 ${requestId.slice(0, 6)}`]
  const body = { name: sameKey, parentId: null, requestId }
  const [first, second] = [
    await ask('organisation.createDepartment', body),
    await ask('organisation.createDepartment', body),
  ]
  expect(second).toEqual(first)
  await page.goto(`${host.url}/console/departments`)
  await page.getByRole('button', { name: /^新增/ }).first().click()
  await page.locator('.ant-drawer').getByLabel('部门名称').fill(twice)
  await page.locator('.ant-drawer .ant-btn-primary').last().dblclick()
  await read(page, twice)
  const list = await ask('organisation.listDepartments', {})
  const { rows } = list.value as { rows: { name: string }[] }
  expect(rows.filter(({ name }) => name === twice)).toHaveLength(1)
  expect(rows.filter(({ name }) => name === sameKey)).toHaveLength(1)
})

test('AD-135 AD-206 the page previews the price of each level and dealer from the one retail price', async () => {
  for (const path of ['packages', 'card-products']) {
    await page.goto(`${host.url}/console/${path}`)
    await page.getByRole('button', { name: /^新增/ }).first().click()
    await page.getByLabel('零售价').fill('1000')
    for (const price of ['1,000.00', '970.00', '620.00', '640.00']) {
      await read(page, price)
    }
    await shoot(page, `console-price-${path}`)
  }
})

/** Chooses a value of a filter by its words, or the first one. */
async function choose(filter: string, words?: string): Promise<string> {
  await page.getByRole('combobox', { name: filter, exact: true }).click()
  const options = page.locator('.ant-select-item-option >> visible=true')
  const option = words === undefined ? options.first() : options.filter({ hasText: words }).first()
  const chosen = await option.innerText()
  await option.click()
  return chosen
}

test('orders are narrowed by goods and VIP, notes by shipper and tab; a note is printed, counted, and asked after', async () => {
  await page.goto(`${host.url}/console/orders`)
  await page.locator('tbody tr.ant-table-row').first().waitFor()
  const all = await rowsShown()
  const goods = await choose('商品')
  await page.waitForURL(/itemId=/)
  await read(page, goods)
  await page.waitForFunction(
    (before) => document.querySelectorAll('tbody tr.ant-table-row').length < before,
    all,
  )
  for (const row of await page.locator('tbody tr.ant-table-row').allInnerTexts()) {
    expect(row).toContain(goods)
  }
  await page.reload()
  await read(page, goods)
  await choose('VIP', '仅 VIP')
  await page.waitForURL(/vip=true/)
  await shoot(page, 'console-order-search')

  await page.goto(`${host.url}/console/notes`)
  await page.locator('tbody tr.ant-table-row').first().waitFor()
  await clickWords(page, '发货完成')
  await page.waitForURL(/state=shipped/)
  const row = page.locator('tbody tr.ant-table-row').first()
  await row.waitFor()
  await choose('物流公司', '顺丰')
  await page.waitForURL(/carrierCode=/)
  await page.goto(`${host.url}/console/notes?state=shipped`)
  await row.waitFor()
  await shoot(page, 'console-notes')
  await row.locator('.open-cell').click()
  await read(page, '本次 1')
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes')
  })
  await page.getByRole('button', { name: /打印/ }).click()
  await read(page, /1 次，最近/)
  expect(await page.locator('body[data-printed=yes]').count()).toBe(1)
  await clickWords(page, '查询物流')
  await read(page, /已更新为最新物流信息|已查询，暂时没有新的物流信息/)
  await clickWords(page, '查询物流')
  await read(page, /30 分钟内已查询过/)
  await shoot(page, 'console-note')
}, 60_000)
