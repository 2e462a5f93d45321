import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, openDesktop, openPhone, shoot } from './browser'
import { consoleToken } from './console-sign-in'
import { type Host, ROOT, removeFolder, startHost, temporaryFolder } from './host'
import { read, see, tap, tapWords, type } from './steps'

/** A member reviews with pictures and a video, staff look and answer, everybody reads it. */
const dataDir = temporaryFolder()
const PICTURES = ['crab-male', 'gift-eight'].map((name) =>
  join(ROOT, 'sandbox', 'demo', 'pictures', `${name}.png`),
)
const CARD = '湖畔家宴 1288 型卡'
const WORDS = '卡面精致，长辈收到很喜欢，提货也方便。'
let host: Host
let browser: Browser

beforeAll(async () => {
  host = await startHost(dataDir)
  browser = await launchBrowser()
}, 420_000)
afterAll(async () => {
  await browser?.close()
  await host?.stop()
  removeFolder(dataDir)
})

async function choose(page: Page, selector: string, files: string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await tap(page, selector)
  await (await chooser).setFiles(files)
}

/** Signs in on the way and pays for one e-card, which is received at once. */
async function buyCard(page: Page): Promise<void> {
  await page.goto(`${host.url}/member/?persona=shen-mubai#/pages/home/index`)
  await read(page, CARD)
  await tap(page, '#tab-grid')
  await tap(page, '#segment-e-card')
  await tapWords(page, CARD)
  await tap(page, '#buy-now')
  await tap(page, '#agree')
  await tap(page, '#sign-in-wechat')
  await tap(page, 'text=允许')
  await read(page, /全国统一零售价/)
  await tap(page, '#buy-now')
  await tap(page, '#confirm-quantity')
  await tap(page, '#submit')
  await tapWords(page, '确认支付')
  await read(page, /张电子卡已到/)
}

/** The head of a film: enough for the server, which looks at the bytes. */
const MP4 = Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex')

test('a review with pictures and a video is looked at, shown and answered', async () => {
  const video = join(dataDir, 'crabs.mp4')
  writeFileSync(video, MP4)
  const phone = await openPhone(browser, host.url)
  const { page } = phone
  await buyCard(page)
  await page.goto(`${host.url}/member/?persona=shen-mubai#/pages/me/index`)
  await tap(page, '#to-reviews')
  await tap(page, '[id^="review-"].x-btn')
  await tap(page, '#star-4')
  await type(page, '#review-text', WORDS)
  await choose(page, '#review-media-picture', PICTURES)
  await choose(page, '#review-media-video', [video])
  await page.locator('.x-media-veil').first().waitFor({ state: 'detached' })
  await shoot(page, 'member-review-form')
  await tap(page, '#send-review')
  await read(page, /正在审核/)
  await shoot(page, 'member-reviews')

  const desk = await openDesktop(browser, host.url)
  const token = await consoleToken(host.url, 'guyutong')
  await desk.page.goto(`${host.url}/console/item-reviews?state=waiting#token=${token}`)
  const row = desk.page.locator('tbody tr.ant-table-row', { hasText: WORDS })
  await row.getByText('查看').click()
  await desk.page.locator('.ant-drawer video').waitFor()
  expect(await desk.page.locator('.ant-drawer img.thumb').count()).toBe(2)
  await shoot(desk.page, 'console-review')
  const drawer = desk.page.locator('.ant-drawer')
  await drawer.getByRole('button', { name: /展\s?示/ }).click()
  await desk.page.locator('.ant-modal .ant-btn-primary').click()
  await read(desk.page, '已展示')
  await drawer.getByRole('button', { name: /回\s?复/ }).click()
  await desk.page.getByLabel('回复内容').fill('谢谢您，欢迎再来')
  await desk.page.getByRole('button', { name: '回复评价' }).click()
  await read(desk.page, '谢谢您，欢迎再来')
  await shoot(desk.page, 'console-review-answered')

  await page.goto(`${host.url}/member/?persona=shen-mubai#/pages/shop/index`)
  await tap(page, '#segment-e-card')
  await tapWords(page, CARD)
  await see(page, '#reviews')
  await tap(page, '#all-reviews')
  await read(page, WORDS)
  await read(page, '谢谢您，欢迎再来')
  await tap(page, '#status-pictured')
  await see(page, '.x-pictures-one')
  await shoot(page, 'member-item-reviews')
  expect([...phone.problems, ...desk.problems]).toEqual([])
  await phone.context.close()
  await desk.context.close()
}, 240_000)
