import { demoNow } from './clock-panel'
import { shanghai } from './control'
import { byId, el, say } from './dom'
import { openMenu } from './menu'
import { type Account, type AppName, signIn } from './people'

const phones: { app: AppName; title: string; words: string }[] = [
  { app: 'member', title: '会员端', words: '买蟹、提货、售后' },
  { app: 'dealer', title: '渠道端', words: '激活、接单、收益' },
  { app: 'sales', title: '销售端', words: '潜客、渠道、业绩' },
]

/** The width the apps are drawn for; the glass scales it to the space there is. */
const DESIGN_WIDTH = 390

export function drawPhones(accounts: Account[]): void {
  byId('phones').replaceChildren(
    ...phones.map((phone) =>
      onePhone(
        phone,
        accounts.filter((account) => account.app === phone.app),
      ),
    ),
  )
}

function onePhone(phone: (typeof phones)[number], accounts: Account[]): HTMLElement {
  const frame = el('iframe', { title: phone.title })
  const glass = el('div', { class: 'glass' }, frame)
  const picker = el('div', { class: 'menu-host' })
  const open = (account: Account | undefined) => void show(phone.app, frame, account)
  const stored = localStorage.getItem(`${phone.app}:persona`)
  const first = accounts.find((account) => account.user === stored) ?? accounts[0]
  drawPicker(picker, accounts, first, open)
  new ResizeObserver(() => fit(glass, frame)).observe(glass)
  open(first)
  return el(
    'div',
    {},
    el(
      'div',
      { class: 'phone-head' },
      el(
        'div',
        { class: 'grow' },
        el('b', {}, phone.title),
        el('div', { class: 'sub ground cut' }, phone.words),
      ),
      picker,
    ),
    el('div', { class: 'phone' }, el('div', { class: 'screen' }, statusBar(), glass)),
  )
}

function statusBar(): HTMLElement {
  const time = el('span', { class: 'phone-time' }, shanghai(demoNow()).time)
  return el('div', { class: 'status' }, time, el('span', { class: 'capsule' }, '···　◎'))
}

function fit(glass: HTMLElement, frame: HTMLIFrameElement): void {
  const scale = glass.clientWidth / DESIGN_WIDTH
  frame.style.width = `${DESIGN_WIDTH}px`
  frame.style.height = `${Math.ceil(glass.clientHeight / scale)}px`
  frame.style.transform = `scale(${scale})`
}

function drawPicker(
  host: HTMLElement,
  accounts: Account[],
  current: Account | undefined,
  open: (account: Account) => void,
): void {
  const pick = (account: Account) => {
    drawPicker(host, accounts, account, open)
    open(account)
  }
  const items = accounts.map((account) => ({
    words: account.name,
    note: account.role,
    run: () => pick(account),
  }))
  host.replaceChildren(
    el(
      'button',
      {
        class: 'button small',
        type: 'button',
        title: '换一个人',
        onclick: () => openMenu(host, items),
      },
      `${current?.name ?? '没有账号'} ▾`,
    ),
  )
}

/** Signs the person in, then starts the app anew; a failed sign-in shows the app signed out. */
async function show(
  app: AppName,
  frame: HTMLIFrameElement,
  account: Account | undefined,
): Promise<void> {
  if (!account) {
    frame.src = `/${app}/`
    return
  }
  const token = await signIn(account).catch(() => null)
  if (!token) say(`${account.name} 还没有登录，请在小程序里登录`)
  // A changed query makes the browser load the app again with the new person.
  frame.src = `/${app}/?persona=${encodeURIComponent(account.user)}&at=${Date.now()}`
}

export function tickPhones(): void {
  const { time } = shanghai(demoNow())
  for (const element of document.querySelectorAll('.phone-time')) element.textContent = time
}
