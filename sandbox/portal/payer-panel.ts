import { demoNow } from './clock-panel'
import { act, type Row, text, yuan } from './control'
import { button, byId, cardHead, el, keep, say, space } from './dom'

const modes = [
  ['normal', '通知：正常'],
  ['delay', '通知：晚 2 分钟'],
  ['double', '通知：来两次'],
  ['none', '通知：丢失'],
] as const

let mode = 'normal'
let chosen = ''

export async function drawPayer(): Promise<void> {
  const rows = ((await act('wechat-pay', 'waiting')) ?? []) as unknown as Row[]
  const current = rows.find((row) => row.outTradeNo === chosen) ?? rows[0]
  const left = current ? minutesLeft(current) : ''
  keep(byId('payer'), [rows.map((row) => row.outTradeNo), current, left, mode], () =>
    current ? panel(rows, current, left) : empty(),
  )
}

const empty = (): Node[] => [
  cardHead('付款人', el('span', { class: 'sub' }, '没有等待中的付款')),
  el('div', { class: 'nothing' }, '在会员端下单并选微信支付，这里会出现收银台。'),
]

function minutesLeft(row: Row): string {
  const until = Date.parse(text(row.timeExpire))
  if (Number.isNaN(until)) return ''
  return `，剩 ${Math.max(0, Math.ceil((until - demoNow()) / 60_000))} 分钟`
}

function panel(rows: Row[], row: Row, left: string): Node[] {
  const number = text(row.outTradeNo)
  const run = (action: string, words: string) => async () => {
    if (await act('wechat-pay', action, { outTradeNo: number, notify: mode })) say(words)
    await drawPayer()
  }
  const select = el('select', {
    class: 'small',
    label: '付款通知',
    onchange: (value) => setMode(value),
  })
  for (const [value, words] of modes) select.append(el('option', { value }, words))
  select.value = mode
  return [
    cardHead('付款人', el('span', { class: 'sub' }, `微信支付等待中 ${rows.length} 笔`)),
    el(
      'div',
      { class: 'thing' },
      el(
        'div',
        { class: 'grow' },
        el('div', { class: 'strong cut' }, `${text(row.payer) || '付款人'} · ${number}`),
        el('div', { class: 'sub cut' }, `${text(row.description)}${left}`),
      ),
      el('b', {}, `¥${yuan(row.totalFen)}`),
    ),
    el(
      'div',
      { class: 'actions' },
      button('付款', () => void run('pay', '已付款')(), 'small lake'),
      button('余额不足', () => void run('fail', '付款没有成功')()),
      button('关掉不付', () => void run('cancel', '已关掉收银台')()),
      rows.length > 1 && button(`另 ${rows.length - 1} 笔`, () => next(rows, number), 'small link'),
      space(),
      select,
    ),
  ]
}

function setMode(value: string): void {
  mode = value
}

function next(rows: Row[], number: string): void {
  const index = rows.findIndex((row) => row.outTradeNo === number)
  chosen = text(rows[(index + 1) % rows.length]?.outTradeNo)
  void drawPayer()
}
