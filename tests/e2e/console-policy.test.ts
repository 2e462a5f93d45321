import { join } from 'node:path'
import { Hono } from 'hono'
import type { Browser } from 'playwright-core'
import { createApiApp } from '../../cloudfunctions/runtime/http'
import { consoleHeaders, serveFolder } from '../../sandbox/host/static-files'
import { listen } from '../../sandbox/serve'
import { placePackage } from '../rig/buy'
import { signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { createShop, pay } from '../rig/shop'
import { launchBrowser, openDesktop, shoot } from './browser'
import { ROOT } from './host'

let rig: Rig
let token: string
let browser: Browser
let site: Awaited<ReturnType<typeof listen>>
beforeAll(async () => {
  rig = await startRig()
  token = await signInAdmin(rig)
  const shop = await createShop(rig, token)
  const member = await signInMember(rig)
  const { orderId } = await placePackage(rig, member.token, shop)
  await pay(rig, member.token, orderId)
  const app = new Hono()
  const api = createApiApp(rig.pipeline)
  const folder = join(ROOT, 'console', 'dist')
  serveFolder(app, { path: '/console', folder, ownRouter: true, headers: consoleHeaders })
  app.all('*', (context) => api.fetch(context.req.raw, context.env))
  site = await listen(app, 0)
  browser = await launchBrowser()
}, 60_000)
afterAll(async () => {
  await browser.close()
  site.server.closeAllConnections()
  site.server.close()
  await rig.stop()
})

const PAGES = ['', 'orders', 'dispatch', 'goods', 'packages', 'cards', 'members', 'dealers']
const MORE = ['payments', 'tasks', 'scenes', 'alarms', 'settings', 'agreements', 'roles', 'audit']

/** The console signed in, with what the browser says against its policy. */
async function open() {
  const opened = await openDesktop(browser, site.url)
  const { context, page } = opened
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) {
      refused.push(message.text())
    }
  })
  await context.addInitScript((own) => localStorage.setItem('xietong.console.token', own), token)
  return { ...opened, refused }
}

describe('what the console lets a browser do', () => {
  test('L6 headers: no inline script or style, HTTPS only, answers and pages are not kept', async () => {
    const page = await fetch(`${site.url}/console/`)
    const html = await page.text()
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? ''
    const rules = new Map(
      policy
        .replaceAll('&#39;', "'")
        .split('; ')
        .map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]),
    )
    expect(rules.get('script-src')).toBe("'self'")
    expect(rules.get('style-src')).toMatch(/^'self' 'nonce-[\w-]+'$/)
    expect(rules.get('object-src')).toBe("'none'")
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/)
    expect(html).not.toMatch(/<script(?![^>]+src=)|<style|\son\w+=/)
    expect(page.headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
    const answer = await fetch(`${site.url}/api/identity.getMe`, { method: 'POST', body: '{}' })
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('its pages keep to the policy, and what somebody plants does not run', async () => {
    const { page, refused, problems, context } = await open()
    for (const path of [...PAGES, ...MORE]) {
      await page.goto(`${site.url}/console/${path}`)
      await page.waitForFunction(() => (document.querySelector('main')?.textContent ?? '') !== '')
      await page.waitForFunction(() => !document.querySelector('.ant-spin-spinning'))
    }
    await page.goto(`${site.url}/console/orders`)
    await page.waitForSelector('table')
    await shoot(page, 'console-policy-orders')
    expect(refused).toEqual([])
    // Its pictures come from the store, which stands elsewhere here.
    expect(problems.filter((one) => one.startsWith('page error'))).toEqual([])
    await page.evaluate(() => {
      const planted = document.createElement('div')
      planted.innerHTML = '<img src="/nothing" onerror="document.title=\'planted\'">'
      document.body.append(planted)
      const script = document.createElement('script')
      script.textContent = "document.title='planted'"
      document.body.append(script)
    })
    await page.waitForFunction(() => document.querySelectorAll('script:not([src])').length > 0)
    expect(await page.title()).not.toBe('planted')
    await context.close()
  }, 120_000)
})
