import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, openDesktop, openPhone, shoot } from './browser'
import { consoleToken } from './console-sign-in'
import { type Host, ROOT, removeFolder, startHost, temporaryFolder } from './host'
import { clickWords, read, see, tap, tapButton } from './steps'

/** A dealer with its members, and head office with its dealers, members and packages. */
const dataDir = temporaryFolder()
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

async function desk(): Promise<{ page: Page; problems: string[] }> {
  const token = await consoleToken(host.url, 'zhouyan')
  const { page, problems } = await openDesktop(browser, host.url)
  await page.goto(`${host.url}/console/#token=${token}`)
  await page.locator('.side-menu').waitFor()
  return { page, problems }
}

/** The head of a film: enough for the server, which looks at the bytes. */
const MP4 = Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex')

/** The third-tier shop has the demo's members; every phone is 390 px wide but the last look. */
test('a dealer sees its members, its superior and its account, and saves its code', async () => {
  const { page, problems, context } = await openPhone(browser, host.url)
  await page.goto(`${host.url}/dealer/?persona=shangguan-yunxiu#/pages/home/index`)
  await tapButton(page, '登录')
  await tap(page, '#sign-in-wechat')
  await tap(page, 'text=允许')
  await tap(page, '#act-members')
  await read(page, /共\s\d+\s位会员，其中种子会员\s\d+\s位/)
  await shoot(page, 'dealer-members')
  await tap(page, '[id^="member-"].member-row')
  await read(page, '已支付金额')
  await shoot(page, 'dealer-member')

  await page.goto(`${host.url}/dealer/?persona=shangguan-yunxiu#/channel/invite/index`)
  await see(page, '#save-invite')
  const source = await page.locator('#invite-code img').getAttribute('src')
  expect(source).toMatch(/^\/files\/[0-9a-f-]{36}$/)
  await page.waitForFunction(
    () => (document.querySelector('#invite-code img') as HTMLImageElement | null)?.naturalWidth,
  )
  await shoot(page, 'dealer-invite')
  const saving = page.waitForEvent('download')
  await tap(page, '#save-invite')
  expect(await (await saving).failure()).toBeNull()
  await tap(page, '#share-invite')
  await read(page, '浏览器不能分享图片')

  await page.goto(`${host.url}/dealer/?persona=shangguan-yunxiu#/pages/me/index`)
  await read(page, '归属上级 · 二级渠道商')
  await shoot(page, 'dealer-me')
  await page.goto(`${host.url}/dealer/?persona=shangguan-yunxiu#/pages/earnings/index`)
  await read(page, '总收益')
  await read(page, '提现中')
  await shoot(page, 'dealer-account')
  expect(problems).toEqual([])
  await context.close()
})

test('a clerk edits a dealer; a discount that reaches a child is refused by name', async () => {
  const { page, problems } = await desk()
  await page.goto(`${host.url}/console/dealers`)
  await read(page, '储值余额（元）')
  await shoot(page, 'console-dealers')
  await page.locator('tr.ant-table-row', { hasText: '0010017' }).getByText('查看').click()
  await read(page, '渠道网络')
  await shoot(page, 'console-dealer')
  await page
    .getByRole('button', { name: /编\s*辑|修\s*改/ })
    .first()
    .click()
  const form = page.locator('.ant-drawer').last()
  await form.getByLabel('折扣').fill('76')
  await form.getByLabel('开户行').fill('工商银行苏州工业园区支行')
  await form.getByLabel('户名').fill('苏州湖畔人家水产有限公司')
  await form.getByLabel('提现银行账号').fill('6222021102033344455')
  await form.locator('.ant-btn-primary').click()
  await read(page, /下级 姑苏鲜品 75\.00%/)
  await shoot(page, 'console-dealer-refused')
  await form.getByLabel('折扣').fill('62.5')
  await form.locator('.ant-btn-primary').click()
  await read(page, '已保存渠道商')
  await read(page, /工商银行苏州工业园区支行 · 苏州湖畔人家水产有限公司 · 6222021102033344455/)
  expect(problems).toEqual([])
})

test('AD-132 rich text with picture and video is seen on the phone as previewed', async () => {
  const { page, problems } = await desk()
  await read(page, '库存提醒')
  await shoot(page, 'console-reminders')
  await page.getByLabel(/^套餐出售中 \d+$/).click()
  await page.waitForURL(/\/console\/packages\?state=on/)
  await page.getByText('九月团圆 8 只礼盒').first().click()
  await read(page, '渠道链价格')
  await shoot(page, 'console-package')
  await page
    .getByRole('button', { name: /编\s*辑|修\s*改/ })
    .first()
    .click()
  const area = page.locator('.rich-area')
  await area.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('今晨捕捞，次日到家')
  const preview = page.frameLocator('.rich .phone-preview iframe')
  await preview.getByText('今晨捕捞，次日到家').last().waitFor()
  const picture = join(ROOT, 'sandbox/demo/pictures/crab-male.png')
  await page.getByLabel('选择图片', { exact: true }).setInputFiles(picture)
  await preview.locator('img').last().waitFor()
  const film = { name: 'lake.mp4', mimeType: 'video/mp4', buffer: MP4 }
  await page.getByLabel('选择视频', { exact: true }).setInputFiles(film)
  await preview.locator('video').last().waitFor()
  await area.scrollIntoViewIfNeeded()
  await shoot(page, 'console-rich-text')
  const form = page.locator('.ant-drawer').last()
  await form.locator('.ant-btn-primary').click()
  await read(page, '已保存套餐')

  const phone = await openPhone(browser, host.url)
  await phone.page.goto(`${host.url}/member/#/pages/shop/index`)
  await clickWords(phone.page, '九月团圆 8 只礼盒')
  await phone.page.getByText('今晨捕捞，次日到家').first().scrollIntoViewIfNeeded()
  await phone.page.locator('.item-text img').first().waitFor()
  await phone.page.locator('.item-text video').first().waitFor()
  await shoot(phone.page, 'member-rich-text')
  expect(phone.problems).toEqual([])
  expect(problems).toEqual([])
})

test('a member is found by several filters at once and opened', async () => {
  const { page, problems } = await desk()
  await page.goto(`${host.url}/console/members?state=active`)
  await page.locator('tbody tr.ant-table-row').first().waitFor()
  await shoot(page, 'console-members')
  await page.getByText('查看', { exact: true }).first().click()
  await read(page, '最近访问')
  await shoot(page, 'console-member')
  expect(problems).toEqual([])
})
