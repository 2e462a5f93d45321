import { randomInt, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { withCheckDigit } from '@xietong/domain/kernel/check-digit'
import type { Browser, Page } from 'playwright-core'
import { makeWorkbook, readWorkbook, XLSX } from '../rig/workbooks'
import { launchBrowser, openDesktop, shoot } from './browser'
import { consoleToken } from './console-sign-in'
import { type Host, removeFolder, startHost, temporaryFolder } from './host'
import { clickWords, read } from './steps'

/** What head office does with its data: views, columns, export, and two who edit one record. */
const dataDir = temporaryFolder()
let host: Host
let browser: Browser

async function ask(name: string, input: Record<string, unknown>, token = '') {
  const response = await fetch(`${host.url}/api/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(input),
  })
  return ((await response.json()) as { value: never }).value
}

async function clerk(login: string): Promise<{ page: Page; problems: string[] }> {
  const token = await consoleToken(host.url, login)
  const { page, problems } = await openDesktop(browser, host.url)
  await page.goto(`${host.url}/console/#token=${token}`)
  await page.locator('.side-menu').waitFor()
  return { page, problems }
}

beforeAll(async () => {
  host = await startHost(dataDir)
  browser = await launchBrowser()
}, 420_000)
afterAll(async () => {
  await browser?.close()
  await host?.stop()
  removeFolder(dataDir)
})

/** The task centre shares the machine with the test: it may be slow, but not for ever. */
const inBackground = { timeout: 60_000 }
const row = (page: Page) => page.locator('tbody tr.ant-table-row').first()

test('a view, the columns and their order belong to the account and come back on another computer', async () => {
  const { page, problems } = await clerk('zhouyan')
  await page.goto(`${host.url}/console/orders?state=to-ship&sort=-total`)
  await row(page).waitFor()
  await clickWords(page, '存为视图')
  await page.getByLabel('视图名称').fill('大单先发')
  await clickWords(page, '打开这个列表时先看它')
  await page.locator('.ant-modal').getByRole('button', { name: '存为视图' }).click()
  await page.locator('.view.here', { hasText: '大单先发' }).waitFor()
  await page.getByLabel('选择显示的列').click()
  await page.getByLabel('商品左移').click()
  await page.locator('.column-choice').getByText('提货日', { exact: true }).click()
  const head = (on: Page) => on.locator('thead th').allInnerTexts()
  await page.locator('thead th', { hasText: '提货日' }).waitFor({ state: 'detached' })
  await shoot(page, 'console-view-and-columns')
  const chosen = (await head(page)).filter((title) => title.trim() !== '')
  expect(chosen.slice(0, 2)).toEqual(['商品', '订单'])

  const other = await clerk('zhouyan')
  await other.page.goto(`${host.url}/console/orders`)
  await other.page.waitForURL(/state=to-ship/)
  await row(other.page).waitFor()
  expect((await head(other.page)).filter((title) => title.trim() !== '')).toEqual(chosen)
  // 全部 is the way past the default view, and stays after a reload.
  await other.page.locator('.view', { hasText: '全部' }).click()
  await other.page.reload()
  await row(other.page).waitFor()
  expect(other.page.url()).not.toContain('to-ship')
  expect([...problems, ...other.problems]).toEqual([])
})

test('an export is made in the background, said when it is ready, and equals the list', async () => {
  const { page, problems } = await clerk('zhouyan')
  await page.goto(`${host.url}/console/orders?sort=-total`)
  await row(page).waitFor()
  const shown = await page.locator('tbody tr.ant-table-row').allInnerTexts()
  await page.getByRole('button', { name: '导出' }).click()
  const saving = page.waitForEvent('download')
  await page.locator('.ant-notification').getByRole('button', { name: '下载' }).click()
  const file = await saving
  expect(file.suggestedFilename()).toMatch(/^消费者订单 \d{4}-\d\d-\d\d\.xlsx$/)
  const [head, ...rows] = await readWorkbook(readFileSync(await file.path()))
  expect(head?.[0]).toBe('订单号')
  expect(rows).toHaveLength(shown.length)
  rows.forEach((cells, index) => {
    expect(shown[index]).toContain(cells[0])
  })
  await page.goto(`${host.url}/console/bulk-tasks`)
  await read(page, `成功 ${rows.length} 行`)
  await shoot(page, 'console-task-centre')
  await page.setViewportSize({ width: 1280, height: 800 })
  await shoot(page, 'console-task-centre-1280')
  expect(problems).toEqual([])
})

test('of two clerks who edit one level the second keeps the words, sees what the first changed, and chooses', async () => {
  const [first, second] = [await clerk('zhouyan'), await clerk('zhouyan')]
  for (const { page } of [first, second]) {
    await page.goto(`${host.url}/console/categories`)
    await row(page).waitFor()
    await row(page).getByText('修改').click()
    await page.locator('.ant-modal').getByLabel('分类名称').waitFor()
  }
  const form = ({ page }: { page: Page }) => page.locator('.ant-modal')
  await form(first).getByLabel('分类名称').fill('先改的名字')
  await form(first).getByLabel('排序').fill('7')
  await form(first).getByRole('button', { name: '保存' }).click()
  await form(first).waitFor({ state: 'detached' })
  await form(second).getByLabel('分类名称').fill('后改的名字')
  await form(second).getByRole('button', { name: '保存' }).click()
  await read(second.page, /周砚 已在 .* 修改过/)
  await read(second.page, '对方改为：先改的名字')
  expect(await form(second).getByLabel('分类名称').inputValue()).toBe('后改的名字')
  // What this person had not touched is taken over, so that saving undoes nothing.
  expect(await form(second).getByLabel('排序').inputValue()).toBe('7')
  await shoot(second.page, 'console-stale-edit')
  await form(second).getByRole('button', { name: '保存' }).click()
  await form(second).waitFor({ state: 'detached' })
  await read(second.page, '后改的名字')
  expect([...first.problems, ...second.problems]).toEqual([])
})

test('the settings page takes over what somebody else saved meanwhile, and undoes none of it', async () => {
  const { page, problems } = await clerk('zhouyan')
  await page.goto(`${host.url}/console/settings`)
  const days = page.getByLabel(/自动确认收货/)
  await days.waitFor()
  const token = (await page.evaluate(
    () => localStorage.getItem('xietong.console.token') ?? '',
  )) as string
  const stored = (await ask('settings.getSettings', {}, token)) as {
    settings: Record<string, unknown>
    version: number
  }
  const next = (Number(stored.settings.autoReceiptDays) % 29) + 1
  const hotline = `400-000-${1_000 + next}`
  const changed = { ...stored.settings, autoReceiptDays: next }
  const theirs = { settings: changed, version: stored.version, requestId: randomUUID() }
  await ask('settings.updateSettings', theirs, token)
  await page.getByLabel(/客服电话/).fill(hotline)
  await page.getByRole('button', { name: '保存设置' }).click()
  await read(page, `对方改为：${next}`)
  expect(await days.inputValue()).toBe(String(next))
  expect(await page.getByLabel(/客服电话/).inputValue()).toBe(hotline)
  await page.getByRole('button', { name: '保存设置' }).click()
  await read(page, '已保存设置')
  const now = (await ask('settings.getSettings', {}, token)) as typeof stored
  expect(now.settings).toMatchObject({ autoReceiptDays: next, hotline })
  expect(problems).toEqual([])
})

test('a phone is masked until the eye is clicked, one record at a time', async () => {
  const { page, problems } = await clerk('zhouyan')
  await page.goto(`${host.url}/console/members`)
  await row(page).waitFor()
  expect(await row(page).innerText()).toMatch(/1\d\d\*{4}\d{4}/)
  await row(page).getByLabel('查看完整号码').click()
  await row(page)
    .getByText(/^1\d{10}$/)
    .waitFor()
  const others = await page.locator('tbody tr.ant-table-row').allInnerTexts()
  expect(others.slice(1).every((text) => !/1\d{10}/.test(text))).toBe(true)
  await page.setViewportSize({ width: 1280, height: 800 })
  await shoot(page, 'console-reveal-1280')
  expect(problems).toEqual([])
})

test('a workbook of card numbers is checked first, its bad rows come back with reasons, and the good ones go in once', async () => {
  const token = await consoleToken(host.url, 'zhouyan')
  const { rows: packages } = (await ask('catalog.listPackages', {}, token)) as {
    rows: { id: string }[]
  }
  const name = `蟹礼卡 ${randomUUID().slice(0, 6)}`
  const product = {
    kind: 'physical',
    name,
    categoryId: null,
    faces: [],
    description: '',
    season: { opensOn: '2026-09-20', closesOn: '2026-12-10', leadDays: 2 },
    packageIds: [packages[0]?.id],
    retailFen: 88_800,
    subsidyFen: 0,
    quota: 1_000,
    requestId: randomUUID(),
  }
  await ask('catalog.createCardProduct', product, token)
  const number = () => withCheckDigit(String(randomInt(10_000_000_000, 100_000_000_000)))
  const cards = [number(), number()] as const
  const bytes = await makeWorkbook(
    ['卡号', '密码', '卡名称'],
    [
      [cards[0], '0482139570', name],
      ['123', '0482139570', name],
      [cards[1], '0482139571', name],
    ],
  )
  const { page, problems } = await clerk('zhouyan')
  await page.goto(`${host.url}/console/cards`)
  await page.getByRole('button', { name: '导入实体卡号' }).click()
  const template = page.waitForEvent('download')
  await clickWords(page, '下载模板')
  const [head] = await readWorkbook(readFileSync(await (await template).path()))
  expect(head?.slice(0, 3)).toEqual(['卡号*', '密码*', '卡名称*'])
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '秋季卡号.xlsx', mimeType: XLSX, buffer: Buffer.from(bytes) })
  await shoot(page, 'console-import')
  await page.getByRole('button', { name: '上传并检查' }).click()
  await page.waitForURL(/bulk-tasks/)
  await row(page).getByText('待确认').waitFor(inBackground)
  await shoot(page, 'console-import-checked')
  const failures = page.waitForEvent('download')
  await row(page).getByRole('button', { name: '失败明细' }).click()
  const sheet = await readWorkbook(readFileSync(await (await failures).path()))
  expect(sheet[1]?.slice(0, 3)).toEqual(['3', '123', ''])
  expect(sheet[1]?.at(-1)).toMatch(/12 位/)
  await row(page).getByText('导入合格的 2 行').click()
  await page.locator('.ant-modal-confirm').getByRole('button', { name: '导入合格的 2 行' }).click()
  await row(page).getByText('已完成').waitFor(inBackground)
  await row(page).getByText('成功 2 行').waitFor()
  for (const one of cards) {
    const { rows } = (await ask('cards.listCards', { filter: { number: one } }, token)) as {
      rows: { number: string; state: string }[]
    }
    expect(rows).toMatchObject([{ number: one, state: 'inactive' }])
  }
  expect(problems).toEqual([])
})
