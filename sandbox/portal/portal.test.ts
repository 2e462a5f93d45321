import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { Hono } from 'hono'
import { type Browser, chromium, type Page } from 'playwright-core'
import { serveFolder } from '../host/static-files'
import { createSandbox, type Sandbox } from '../sandbox'
import { seedPeople } from '../seed/people'
import { type Answering, listen } from '../serve'
import { merchant, newNumber } from '../testing/merchant'

let folder: string
let sandbox: Sandbox
let url: string
let browser: Browser
let page: Page
let stop: () => void

const CHROMIUM = process.env.CHROMIUM_PATH || '/usr/bin/chromium'

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xietong-portal-'))
  await buildPage(join(folder, 'portal'))
  const app = new Hono()
  const { server, url: address } = await listen(app as Answering, 0)
  url = address
  sandbox = await createSandbox({ dataDir: join(folder, 'data'), baseUrl: url, tickMs: 50 })
  app.route('/', sandbox.app)
  serveFolder(app, { path: '/portal', folder: join(folder, 'portal'), ownRouter: false })
  stop = () => server.close()
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
})

afterAll(async () => {
  await browser?.close()
  stop?.()
  await sandbox?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function buildPage(outdir: string): Promise<void> {
  await build({
    entryPoints: [join(__dirname, 'main.ts'), join(__dirname, 'main.css')],
    outdir,
    bundle: true,
    logLevel: 'error',
  })
  for (const name of ['index.html', 'icon.svg']) cpSync(join(__dirname, name), join(outdir, name))
}

const openid = seedPeople[0]?.openids.member ?? ''

async function prepay(): Promise<string> {
  const outTradeNo = newNumber()
  const shop = merchant(sandbox.keys, url)
  await shop.prepay({ outTradeNo, totalFen: 57036, openid, notifyUrl: `${url}/nowhere` })
  return outTradeNo
}

test('the payer panel shows a waiting payment and pays it', async () => {
  const outTradeNo = await prepay()
  await page.goto(`${url}/portal/`)
  const panel = page.locator('#payer')
  await panel.getByText(outTradeNo).waitFor()
  expect(await panel.textContent()).toContain('¥570.36')
  await panel.getByRole('button', { name: '付款' }).click()
  await panel.getByText('没有等待中的付款').waitFor()
  expect(await sandbox.act('wechat-pay', 'window', { outTradeNo })).toMatchObject({
    window: 'paid',
  })
})

test('NT-113 IN-018 the page shows subscription, SMS, robot and label messages', async () => {
  const member = { app: 'member', user: seedPeople[0]?.id }
  const template = { app: 'member', templateId: 'SBXpage', fields: ['thing1'] }
  await sandbox.act('wechat', 'add-template', template)
  await sandbox.act('wechat', 'consent', { ...member, templates: ['SBXpage'] })
  const { appid, secret } = sandbox.keys.apps.member
  const post = async (path: string, body: object) => {
    const response = await fetch(`${url}/peers${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    return (await response.json()) as { access_token: string }
  }
  const wanted = { grant_type: 'client_credential', appid, secret }
  const { access_token } = await post('/wechat/cgi-bin/stable_token', wanted)
  await post(`/wechat/cgi-bin/message/subscribe/send?access_token=${access_token}`, {
    touser: openid,
    template_id: 'SBXpage',
    data: { thing1: { value: '礼盒已由湖畔人家发出' } },
  })
  await post('/wecom/cgi-bin/webhook/send?key=SBX-robot-after-sale', {
    msgtype: 'text',
    text: { content: '售后超 24 小时未处理' },
  })
  await page.goto(`${url}/portal/`)
  const panel = page.locator('#messages')
  await panel.getByText('礼盒已由湖畔人家发出').waitFor()
  await panel.getByText('售后超 24 小时未处理').waitFor()
  await panel.getByRole('button', { name: '订阅' }).click()
  await panel.getByText('售后超 24 小时未处理').waitFor({ state: 'detached' })
  expect(await panel.textContent()).toContain(`会员端 ${seedPeople[0]?.name}`)
})

test('IN-016 the control page sets a fault that strikes the next call', async () => {
  await page.goto(`${url}/portal/`)
  await page.getByRole('button', { name: '外部接口' }).click()
  const sheet = page.locator('#sheet')
  await sheet.getByLabel('接下来').selectOption('http')
  await sheet.getByLabel('状态码或错误码').fill('502')
  await sheet.getByRole('button', { name: '设置故障' }).click()
  await sheet.getByText('HTTP 错误 × 1').waitFor()
  expect((await fetch(`${url}/peers/wechat-pay/v3/certificates`)).status).toBe(502)
  expect((await fetch(`${url}/peers/wechat-pay/v3/certificates`)).status).toBe(401)
})

test('the clock moves on by its buttons and goes back to real time', async () => {
  await page.goto(`${url}/portal/`)
  await page.getByRole('button', { name: '+2 小时' }).click()
  await page.getByText('时钟已移动').waitFor()
  expect(sandbox.clock.shiftMs()).toBe(7_200_000)
  await page.getByLabel('跟随真实时间').check()
  await page.getByText('已回到真实时间').waitFor()
  expect(sandbox.clock.shiftMs()).toBe(0)
})

test('nothing runs over the edge on a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${url}/portal/`)
  await page.locator('#messages').getByText('发出的消息').waitFor()
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(over).toBeLessThanOrEqual(0)
})
