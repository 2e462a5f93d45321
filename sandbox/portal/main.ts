import { drawClock } from './clock-panel'
import { control, type Row } from './control'
import { drawCourier } from './courier-panel'
import { byId, el, say } from './dom'
import { openMenu } from './menu'
import { drawMessages } from './message-panel'
import { drawPayer } from './payer-panel'
import { openPeers } from './peers-dialog'
import { type Account, accounts, signIn } from './people'
import { drawPhones, tickPhones } from './phones'

const EVERY_MS = 1_500

async function refresh(): Promise<void> {
  const clock = await control<Row>('/_control/clock')
  const running = byId('running')
  running.textContent = clock ? '本地演示运行中' : '连不上本地演示'
  running.className = clock ? 'tag done' : 'tag stop'
  if (!clock) return
  drawClock(clock)
  tickPhones()
  await Promise.all([drawPayer(), drawCourier(), drawMessages()])
}

function drawConsole(all: Account[]): void {
  const host = byId('console')
  const items = all
    .filter((account) => account.app === 'console')
    .map((account) => ({
      words: account.name,
      note: account.role,
      run: () => void openConsole(account),
    }))
  const open = () => (items.length === 0 ? window.open('/console/') : openMenu(host, items))
  host.replaceChildren(
    el(
      'button',
      { class: 'button primary', type: 'button', onclick: () => void open() },
      '打开控制台 ↗',
    ),
  )
}

/** The tab opens at once, inside the click; its address follows when the person is signed in. */
async function openConsole(account: Account): Promise<void> {
  const tab = window.open('about:blank')
  if (!(await signIn(account).catch(() => null))) say(`${account.name} 没有登录成功，请手动登录`)
  if (tab) tab.location.href = '/console/'
}

function askReset(): void {
  const sheet = byId('sheet') as HTMLDialogElement
  const go = async () => {
    sheet.close()
    say('正在恢复初始数据，约半分钟')
    await control('/portal/reset', {})
    for (const key of Object.keys(localStorage)) localStorage.removeItem(key)
    await backAgain()
    location.reload()
  }
  sheet.replaceChildren(
    el('h2', {}, '恢复初始数据？'),
    el('p', { class: 'form' }, '演示中的订单、卡、消息和时钟都会回到最初，做过的操作不保留。'),
    el(
      'div',
      { class: 'row' },
      el(
        'button',
        { class: 'button primary', type: 'button', onclick: () => void go() },
        '恢复初始数据',
      ),
      el('button', { class: 'button', type: 'button', onclick: () => sheet.close() }, '再想想'),
    ),
  )
  sheet.showModal()
}

/** Waits until the host has gone down and come up again. */
async function backAgain(): Promise<void> {
  await new Promise((done) => setTimeout(done, 3_000))
  for (let look = 0; look < 240; look += 1) {
    if (await control('/portal/accounts')) return
    await new Promise((done) => setTimeout(done, 1_000))
  }
}

async function start(): Promise<void> {
  byId('reset').addEventListener('click', askReset)
  byId('peers').addEventListener('click', () => void openPeers())
  await refresh()
  const all = await accounts()
  drawConsole(all)
  drawPhones(all)
  let running = false
  setInterval(() => {
    if (running) return
    running = true
    void refresh().finally(() => {
      running = false
    })
  }, EVERY_MS)
}

void start()
