import '../base/browser.css'
import { formatYuan } from '@xietong/domain/kernel/money'
import { browserSheet } from './browser-sheet'
import './browser-sheet.css'
import { pickFiles, putFile } from './browser-files'
import {
  type Consent,
  failed,
  type Outcome,
  type PayNote,
  type PayParams,
  type Platform,
} from './platform'
import { askStandIn, noPersona, persona, readStandIn } from './stand-in'

const cancelled = failed('cancel', '已取消')

async function login(): Promise<Outcome<string>> {
  const user = persona()
  if (!user) return noPersona
  const answer = await askStandIn<{ code: string }>('wechat/code', {
    app: APP_NAME,
    user,
  })
  return answer.ok ? { ok: true, value: answer.value.code } : answer
}

async function pay(params: PayParams, note: PayNote): Promise<Outcome<null>> {
  const opened = await askStandIn<PayWindow>('wechat/pay', params)
  if (!opened.ok) return opened
  const { prepayId } = opened.value
  if (opened.value.window !== 'open') return payOutcome(opened.value.window)
  const { value: chosen } = await browserSheet<Chosen>({
    title: '微信支付',
    figure: `¥${formatYuan(note.amountFen)}`,
    lines: [note.subject, '演示环境，不会产生真实扣款'],
    choices: [
      { label: '确认支付', value: 'pay', primary: true },
      { label: '取消', value: 'cancel' },
    ],
    until: closedElsewhere(prepayId),
  })
  if (chosen !== 'pay' && chosen !== 'cancel') return payOutcome(chosen.window)
  const answer = await askStandIn('wechat-pay/act', { action: chosen, prepayId })
  if (!answer.ok) return answer
  return chosen === 'pay' ? { ok: true, value: null } : cancelled
}

interface PayWindow {
  readonly prepayId: string
  readonly window: string
}
type Chosen = 'pay' | 'cancel' | PayWindow

/** The payer may also act on the portal page: then this panel closes by itself. */
async function closedElsewhere(prepayId: string): Promise<Chosen> {
  for (;;) {
    const state = await readStandIn<PayWindow>(`wechat/pay/${prepayId}?wait=20000`)
    if (!state.ok) return new Promise(() => undefined)
    if (state.value.window !== 'open') return state.value
  }
}

function payOutcome(window: string): Outcome<null> {
  if (window === 'paid') return { ok: true, value: null }
  if (window === 'cancelled') return cancelled
  return failed('error', '支付没有完成，请重新支付')
}

async function scan(): Promise<Outcome<string>> {
  const { value, text } = await browserSheet({
    title: '扫一扫',
    lines: ['浏览器没有微信扫码，请输入码上的内容'],
    field: '码的内容',
    choices: [
      { label: '完成扫码', value: true, primary: true },
      { label: '取消', value: false },
    ],
  })
  return value && text ? { ok: true, value: text } : cancelled
}

async function subscribe(ids: readonly string[]): Promise<Outcome<Record<string, Consent>>> {
  const user = persona()
  if (!user) return noPersona
  const { value } = await browserSheet<Consent>({
    title: '订阅消息',
    lines: ['允许发送一次订单与提货的进度通知'],
    choices: [
      { label: '允许发送', value: 'accept', primary: true },
      { label: '不允许', value: 'reject' },
    ],
  })
  const consents = Object.fromEntries(ids.map((id) => [id, value]))
  const answer = await askStandIn('wechat/consent', {
    app: APP_NAME,
    user,
    consents,
  })
  return answer.ok ? { ok: true, value: consents } : answer
}

async function saveImage(address: string): Promise<Outcome<null>> {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
  return { ok: true, value: null }
}

/** Browsers that cannot share pictures say so, and the page offers the link instead. */
async function shareImage(address: string): Promise<Outcome<null>> {
  const answer = await fetch(address)
  const picture = new File([await answer.blob()], 'invite.png', { type: 'image/png' })
  const share = { files: [picture] }
  if (!window.navigator.canShare?.(share)) {
    return failed('unsupported', '浏览器不能分享图片，请保存图片或复制链接')
  }
  try {
    await window.navigator.share(share)
    return { ok: true, value: null }
  } catch {
    return cancelled
  }
}

/** Fetched while there is a network, because it is shown when there is none. */
const kept = new Image()
kept.src = './assets/boat.svg'

/** `medium` is the size that the person has set in the browser; 16 px is its usual. */
function typeScale(): number {
  const probe = document.createElement('i')
  probe.style.fontSize = 'medium'
  document.body.append(probe)
  const size = Number.parseFloat(window.getComputedStyle(probe).fontSize)
  probe.remove()
  return size / 16
}

export const platform: Platform = {
  name: 'h5',
  login,
  pay,
  scan,
  subscribe,
  chooseAddress: async () => failed('unsupported', '浏览器没有微信地址，请粘贴或填写地址'),
  pickFiles,
  putFile,
  saveImage,
  shareImage,
  assetUrl: (name) => `./assets/${name}`,
  fileUrl: (path) => path,
  linkTo: (path) => `${window.location.origin}${path}`,
  isOnline: async () => window.navigator.onLine,
  typeScale,
  barMetrics: () => ({
    statusTop: 0,
    barHeight: 44,
    freeWidth: window.innerWidth,
  }),
}
