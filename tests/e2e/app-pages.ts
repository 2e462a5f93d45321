import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { ROOT } from './host'

export type AppName = 'member' | 'dealer' | 'sales'

/** Every page of the app, as its configuration lists them: tab pages first. */
export function pagesOf(app: AppName): string[] {
  const folder = join(ROOT, `miniprogram-${app}`)
  const tabs = readFileSync(join(folder, 'config', 'app.ts'), 'utf8')
  const configuration = readFileSync(join(folder, 'src', 'app.config.ts'), 'utf8')
  const inTabs = [...tabs.matchAll(/page: '([^']+)'/g)].map(([, page]) => page ?? '')
  const packages = [...configuration.matchAll(/root: '([^']+)',\s*pages: \[([^\]]*)\]/g)]
  const inPackages = packages.flatMap(([, root, list = '']) =>
    [...list.matchAll(/'([^']+)'/g)].map(([, page]) => `${root}/${page}`),
  )
  return [...inTabs, ...inPackages]
}

type Row = Record<string, unknown>
/** Asks an operation as the person who is signed in on the page; the first row, or the value. */
export type Ask = (operation: string, input?: object) => Promise<Row>

export function asker(page: Page, app: AppName): Ask {
  return (operation, input = { filter: {} }) =>
    page.evaluate(
      async ([name, key, body]) => {
        const token = JSON.parse(localStorage.getItem(String(key)) ?? '{}').data
        const answer = await fetch(`/api/${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify(body),
        })
        const { ok, value, code } = await answer.json()
        if (!ok) throw new Error(`${name}: ${code}`)
        return value.rows ? (value.rows[0] ?? {}) : value
      },
      [operation, `${app}:session`, input] as const,
    )
}

const byId =
  (operation: string, input?: object) =>
  async (ask: Ask): Promise<Row> => ({ id: (await ask(operation, input)).id })
const lead = async (ask: Ask): Promise<Row> => {
  const { id, name } = await ask('sales.listMyLeads')
  return { id, name, kind: 'lead', target: id }
}

/** What the address of a page says it is about; pages that are not here need nothing. */
const subjects: Readonly<Record<string, (ask: Ask) => Promise<Row>>> = {
  'member/catalog/item/index': async (ask) => {
    const { kind, id } = await ask('orders.browseShop')
    return { kind, id }
  },
  'member/orders/paid/index': byId('orders.listMyOrders'),
  'member/orders/order/index': byId('orders.listMyOrders'),
  'member/orders/apply/index': byId('orders.listMyOrders', {
    filter: { tab: 'to-ship', type: 'package' },
  }),
  'member/cards/redeem/index': async (ask) => ({ ids: (await ask('cards.listMyCards')).id }),
  'member/cards/change/index': byId('orders.listMyOrders', { filter: { type: 'pick-up' } }),
  'member/members/address/index': byId('members.listAddresses', {}),
  'dealer/channel/earning/index': async (ask) => {
    const { id, orderNo } = await ask('channel.listMyEarnings')
    return { id, orderNo }
  },
  'dealer/channel/member/index': byId('members.listMyMembers'),
  'dealer/channel/people/index': async (ask) => ({
    dealerId: (await ask('channel.getMyDealer', {})).dealerId,
  }),
  'dealer/fulfilment/note/index': byId('fulfilment.listStoreNotes'),
  'dealer/fulfilment/ship/index': byId('fulfilment.listStoreNotes', {
    filter: { state: 'to-ship' },
  }),
  'sales/sales/lead/index': lead,
  'sales/sales/follow-up/index': lead,
  'sales/sales/release/index': lead,
}

/** The hash of the address, with the subject that the person's own data offer. */
export async function addressOf(app: AppName, page: string, ask: Ask): Promise<string> {
  const subject = await subjects[`${app}/${page}`]?.(ask)
  const known = Object.entries(subject ?? {}).filter(([, value]) => value !== undefined)
  const query = known.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
  return query.length > 0 ? `#/${page}?${query.join('&')}` : `#/${page}`
}
