import { demoNow } from './clock-panel'
import { control, type Row, shanghai, text } from './control'
import { byId, cardHead, el, keep, space } from './dom'

const kinds = ['全部', '短信', '订阅', '其他'] as const
type Kind = (typeof kinds)[number]

let kind: Kind = '全部'

export async function drawMessages(): Promise<void> {
  const rows = (await control<Row[]>('/_control/outbox?limit=500')) ?? []
  const today = shanghai(demoNow()).day
  const ofToday = rows.filter((row) => shanghai(text(row.at)).day === today).length
  const shown = rows.filter(fits).slice(-60).reverse()
  keep(byId('messages'), [kind, ofToday, shown.map((row) => row.id)], () => [
    cardHead('发出的消息', el('span', { class: 'sub' }, `今天 ${ofToday} 条`), space(), filter()),
    shown.length === 0
      ? el('div', { class: 'nothing' }, '还没有消息发出。')
      : el('div', { class: 'list' }, ...shown.map(line)),
  ])
}

function fits(row: Row): boolean {
  const is = text(row.kind)
  if (kind === '全部') return true
  if (kind === '短信') return is === '短信'
  if (kind === '订阅') return is === '订阅消息'
  return is !== '短信' && is !== '订阅消息'
}

function filter(): HTMLElement {
  const host = el('div', { class: 'segment', role: 'group' })
  for (const word of kinds) {
    const pick = () => {
      kind = word
      void drawMessages()
    }
    host.append(el('button', { type: 'button', pressed: word === kind, onclick: pick }, word))
  }
  return host
}

const looks: Record<string, string> = { 短信: 'tag wait', 订阅消息: 'tag go' }

const masked = (to: string): string => to.replace(/^(\d{3})\d{4}(\d{4})$/, '$1****$2')

function line(row: Row): HTMLElement {
  return el(
    'div',
    { class: 'message' },
    el('span', { class: 'sub' }, shanghai(text(row.at)).time),
    el('span', { class: looks[text(row.kind)] ?? 'tag' }, text(row.kind)),
    el(
      'div',
      { class: 'grow' },
      el('div', { class: 'sub cut' }, masked(text(row.to))),
      el('div', { class: 'cut', title: text(row.text) }, text(row.text).replace(/\n/g, '，')),
    ),
  )
}
