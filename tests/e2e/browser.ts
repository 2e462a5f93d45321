import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { ROOT } from './host'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium'
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags] })
}

const PLACE = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' }

export interface Opened {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors of the page and requests to anywhere else; both must stay empty. */
  readonly problems: string[]
}

async function open(browser: Browser, options: object, home: string): Promise<Opened> {
  const context = await browser.newContext({ ...PLACE, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !/^(data|blob|about):/.test(request.url())) {
      problems.push(`request elsewhere: ${request.url()}`)
    }
  })
  return { context, page, problems }
}

export const openPhone = (browser: Browser, home: string, width = 390) =>
  open(
    browser,
    {
      viewport: { width, height: width === 390 ? 844 : 640 },
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
    },
    home,
  )

export const openDesktop = (browser: Browser, home: string, width = 1440) =>
  open(browser, { viewport: { width, height: 900 } }, home)

/** Kept in test-results/screens, to be looked at. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = join(ROOT, 'test-results', 'screens')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
