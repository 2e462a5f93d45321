import type { Browser, Page } from 'playwright-core'
import { type AppName, addressOf, asker, pagesOf } from './app-pages'
import { launchBrowser, type Opened, openPhone, shoot } from './browser'
import { flawsOf, prepareMeasuring } from './flaws'
import { type Host, removeFolder, startHost, temporaryFolder } from './host'
import { phoneToken } from './phone-sign-in'
import { see } from './steps'

/**
 * Every page of the three mini-programs, found by their own configuration: a new page is walked
 * without a word here.
 */
const dataDir = temporaryFolder()
let host: Host
let browser: Browser
let largeType: Browser
beforeAll(async () => {
  host = await startHost(dataDir)
  browser = await launchBrowser()
  // A third larger than usual, as people set it who cannot read the usual.
  largeType = await launchBrowser(['--blink-settings=defaultFontSize=21'])
}, 420_000)
afterAll(async () => {
  await browser?.close()
  await largeType?.close()
  await host?.stop()
  removeFolder(dataDir)
})

const people = { member: 'ouyang-jingyi', dealer: 'tang-wanru', sales: 'lu-zijin' } as const
const apps = Object.keys(people) as AppName[]
const tokens = new Map<AppName, string>()

/** The phone of a person who has used the app before. */
async function enter(phone: Page, app: AppName): Promise<void> {
  const token = tokens.get(app) ?? (await phoneToken(host.url, app, people[app]))
  tokens.set(app, token)
  await phone.goto(`${host.url}/${app}/?persona=${people[app]}#/`)
  await phone.evaluate(
    ([key, value]) => localStorage.setItem(key, JSON.stringify({ data: value })),
    [`${app}:session`, token] as const,
  )
}

async function turnTo(phone: Page, app: AppName, address: string): Promise<void> {
  await phone.goto('about:blank')
  await phone.goto(`${host.url}/${app}/${address}`, { waitUntil: 'networkidle' })
  await see(phone, '.x-page')
}

interface Walk {
  /** Something that happens between signing in and the first page. */
  readonly before?: () => Promise<unknown>
  readonly look: (page: string) => Promise<string[]>
}

async function walk(app: AppName, { page: phone, problems }: Opened, { before, look }: Walk) {
  await prepareMeasuring(phone)
  await enter(phone, app)
  const ask = asker(phone, app)
  const addresses: [string, string][] = []
  for (const page of pagesOf(app)) {
    addresses.push([page, await addressOf(app, page, ask)])
  }
  await before?.()
  const found: string[] = []
  for (const [page, address] of addresses) {
    await turnTo(phone, app, address)
    found.push(...(await look(page)).map((flaw) => `${page}: ${flaw}`))
  }
  return [...found, ...problems]
}

const shotName = (app: AppName, page: string, form: string) =>
  `page-${app}-${page.replace(/\/index$/, '').replaceAll('/', '-')}-${form}`

describe.each(apps)('every page of the %s app', (app) => {
  const layout = (opened: Opened, form: string) =>
    walk(app, opened, {
      look: async (page) => {
        await shoot(opened.page, shotName(app, page, form))
        return flawsOf(opened.page)
      },
    })

  test('fits a usual phone, can be tapped and can be read', async () => {
    expect(await layout(await openPhone(browser, host.url), '390')).toEqual([])
  }, 240_000)

  test('fits a narrow phone with larger type', async () => {
    expect(await layout(await openPhone(largeType, host.url, 320), '320-large')).toEqual([])
  }, 240_000)

  test('says so when the server does not answer, and is laid out as well', async () => {
    const opened = await openPhone(browser, host.url, 320)
    const { page: phone } = opened
    const flaws = await walk(app, opened, {
      before: () => phone.route('**/api/**', (route) => route.abort()),
      look: async (page) => {
        await shoot(phone, shotName(app, page, 'no-answer'))
        const waiting = await phone.locator('.x-bone').locator('visible=true').count()
        const endless = waiting > 0 ? ['waits for ever for what will not come'] : []
        return [...endless, ...(await flawsOf(phone))]
      },
    })
    expect(flaws).toEqual([])
  }, 240_000)
})

test('a planted flaw of each kind is seen', async () => {
  const { page: phone } = await openPhone(browser, host.url)
  await prepareMeasuring(phone)
  await turnTo(phone, 'member', '#/identity/sign-in/index')
  expect(await flawsOf(phone)).toEqual([])
  await phone.addStyleTag({
    content: `.x-segment-item { line-height: 20px !important; color: #bbb !important }
      .x-segment { width: 120vw !important }
      .x-agree { overflow: hidden !important; height: 16px !important }`,
  })
  const kinds = (await flawsOf(phone)).map((flaw) => flaw.slice(0, 9))
  expect([...new Set(kinds)].sort()).toEqual(['hard to r', 'smaller t', 'sticks ou', 'words lea'])
})
