import { randomInt } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { launchBrowser, openDesktop, openPhone, shoot } from './browser'
import { consoleToken } from './console-sign-in'
import { type Host, removeFolder, startHost, temporaryFolder } from './host'
import { clickWords, read, see, tap, tapButton, tapWords, type } from './steps'

/** The loop as its people walk it, in Chromium, against the README's own command. */
const dataDir = temporaryFolder()
let host: Host
let browser: Browser
let dispatchedTo = ''

beforeAll(async () => {
  host = await startHost(dataDir)
  browser = await launchBrowser()
}, 420_000)
afterAll(async () => {
  await browser?.close()
  await host?.stop()
  removeFolder(dataDir)
})

const program = (app: 'member' | 'dealer' | 'sales', persona: string, path: string) =>
  `${host.url}/${app}/?persona=${persona}#/${path}`

async function codesOf(phone: string): Promise<string[]> {
  const response = await fetch(`${host.url}/_control/sms/outbox`)
  const { rows } = (await response.json()) as { rows: { to: string; text: string; at: string }[] }
  return rows
    .filter(({ to }) => to === phone)
    .sort((x, y) => Date.parse(x.at) - Date.parse(y.at))
    .flatMap(({ text }) => /\d{6}/.exec(text)?.[0] ?? [])
}

/** The code that arrives on the phone after `earlier` ones. */
async function nextCode(phone: string, earlier: number): Promise<string> {
  for (const until = Date.now() + 15_000; Date.now() < until; ) {
    const codes = await codesOf(phone)
    if (codes.length > earlier) {
      return codes.at(-1) as string
    }
  }
  throw new Error(`no code arrived for ${phone}`)
}

async function openConsole(login: string, path: string) {
  const opened = await openDesktop(browser, host.url)
  await opened.page.goto(`${host.url}/console/${path}#token=${await consoleToken(host.url, login)}`)
  return opened
}

describe('the main loop in the browser', () => {
  test('a member browses, signs in by WeChat, buys an e-card and redeems it', async () => {
    const { page, problems, context } = await openPhone(browser, host.url)
    await page.goto(program('member', 'shen-mubai', 'pages/home/index'))
    await read(page, '本季推荐')
    await read(page, '湖畔家宴 1288 型卡')
    await shoot(page, 'member-home')
    await tap(page, '#tab-grid')
    await tap(page, '#segment-e-card')
    await tapWords(page, '湖畔家宴 1288 型卡')
    await read(page, /全国统一零售价/)
    await shoot(page, 'member-card')
    await tap(page, '#buy-now')
    await tap(page, '#agree')
    await tap(page, '#sign-in-wechat')
    await tap(page, 'text=允许')
    await read(page, /全国统一零售价/)
    await tap(page, '#buy-now')
    await tap(page, '#confirm-quantity')
    await read(page, '商品金额（零售价）')
    await shoot(page, 'member-checkout')
    await tap(page, '#submit')
    await tapWords(page, '确认支付')
    await read(page, /张电子卡已到/)
    await shoot(page, 'member-paid')
    await tap(page, '#to-wallet')
    await read(page, /湖畔家宴/)
    await shoot(page, 'member-wallet')
    await tap(page, '[id^="card-"]')
    await tap(page, '#redeem')
    await read(page, '提货日期')
    await tap(page, '.x-cal-free')
    await read(page, /送达$/)
    await shoot(page, 'member-redeem')
    await tap(page, '#confirm-redeem')
    await read(page, /待发货|商家备货/)
    await shoot(page, 'member-order')
    expect(problems).toEqual([])
    await context.close()
  })

  test('head office sees the day, opens an order and dispatches from the desk', async () => {
    const { page, problems, context } = await openConsole('zhouyan', '')
    await read(page, '今日成交现金')
    await shoot(page, 'console-home')
    await page.goto(`${host.url}/console/orders`)
    await read(page, '消费者订单')
    await read(page, /九月团圆 8 只礼盒/)
    await shoot(page, 'console-orders')
    await page.goto(`${host.url}/console/dispatch`)
    await read(page, '专卖店发货')
    await read(page, '库存齐')
    await shoot(page, 'console-dispatch')
    const button = page.getByRole('button', { name: /^派给.+店$/ })
    dispatchedTo = ((await button.textContent()) ?? '').replace('派给', '').trim()
    await button.click()
    await read(page, /已派|派出/)
    expect(problems).toEqual([])
    await context.close()
  })

  test('the store ships what was dispatched to it', async () => {
    const owner = dispatchedTo === '湖畔人家旗舰店' ? 'tang-wanru' : 'zheng-chusheng'
    const { page, problems, context } = await openPhone(browser, host.url)
    await page.goto(program('dealer', owner, 'pages/home/index'))
    await tapButton(page, '登录')
    await tap(page, '#sign-in-wechat')
    await tap(page, 'text=允许')
    await read(page, '可用于激活')
    await shoot(page, 'dealer-home')
    await tap(page, '#tab-box')
    await tap(page, '[id^="ship-"]')
    await read(page, '运单号')
    await type(page, '#tracking-no', 'SF1534096288777')
    await shoot(page, 'dealer-ship')
    await tap(page, '#ship')
    await read(page, /已发货|发货完成/)
    await shoot(page, 'dealer-shipped')
    expect(problems).toEqual([])
    await context.close()
  })

  test('an order that waited too long became a task, and the person handles it', async () => {
    const { page, problems, context } = await openConsole('guyutong', 'messages')
    await read(page, /待发货超时订单 1 单/)
    await page.goto(`${host.url}/console/tasks`)
    await clickWords(page, /待发货超时订单 1 单/)
    await read(page, '命中的记录')
    await read(page, /待发货已 \d+ 小时/)
    await shoot(page, 'console-task')
    await page.getByRole('button', { name: '开始处理' }).click()
    await read(page, /顾雨桐 开始处理/)
    // The record is one click away, and the way back is the browser's.
    await page.getByRole('link', { name: '去处理' }).click()
    await page.waitForURL(/\/console\/(orders|dispatch)/)
    await page.goBack()
    await page.getByRole('button', { name: '完成任务' }).click()
    await page.getByLabel('处理结果').fill('已联系专卖店，今天下午发出')
    await page.getByRole('dialog').getByRole('button', { name: '完成任务' }).last().click()
    await read(page, /已联系专卖店，今天下午发出/)
    await read(page, '已完成')
    await shoot(page, 'console-task-done')
    expect(problems).toEqual([])
    await context.close()
  })

  test('a salesperson adds a lead and finds it in the own list', async () => {
    const { page, problems, context } = await openPhone(browser, host.url)
    await page.goto(program('sales', 'lu-zijin', 'pages/home/index'))
    await tapButton(page, '登录')
    await type(page, '#phone', '13712340001')
    const earlier = (await codesOf('13712340001')).length
    await tap(page, '#send-code')
    await type(page, '#sms-code', await nextCode('13712340001', earlier))
    await tap(page, '#sign-in-sms')
    await tap(page, '#add-lead')
    const phone = `139${String(randomInt(100_000_000)).padStart(8, '0')}`
    await type(page, '#name', '司徒建明')
    await type(page, '#phone', phone)
    await tap(page, '#type-0')
    await tap(page, '#save-lead')
    await see(page, '#write-result')
    await read(page, '司徒建明')
    await shoot(page, 'sales-lead')
    await page.goto(program('sales', 'lu-zijin', 'pages/home/index'))
    await read(page, '司徒建明')
    await shoot(page, 'sales-home')
    expect(problems).toEqual([])
    await context.close()
  })
})
