import { act, type Row, text } from './control'
import { button, byId, cardHead, el, keep, say, space } from './dom'

const road = ['揽收', '运输', '派送', '签收'] as const

/** How far a state of the carrier has come on the drawn road. */
const reached: Record<string, number> = { '': -1, '1': 0, '0': 1, '5': 2, '3': 3 }

const names: Record<string, string> = {
  shunfeng: '顺丰速运',
  shunfenglengyun: '顺丰冷运',
  zhongtong: '中通快递',
  yuantong: '圆通速递',
  jd: '京东物流',
  ems: 'EMS',
}

let chosen = ''

export async function drawCourier(): Promise<void> {
  const all = ((await act('kuaidi100', 'parcels')) ?? []) as unknown as Row[]
  const rows = all.filter((parcel) => parcel.finished !== true)
  const current = rows.find((row) => row.number === chosen) ?? rows[0]
  keep(byId('courier'), [rows.length, current], () => (current ? panel(rows, current) : empty()))
}

const empty = (): Node[] => [
  cardHead('快递员', el('span', { class: 'sub' }, '没有在路上的包裹')),
  el('div', { class: 'nothing' }, '专卖店或总仓发货后，包裹会出现在这里。'),
]

const spaced = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1 ')

function panel(rows: Row[], row: Row): Node[] {
  const run = (action: string, words: string) => async () => {
    const done = await act('kuaidi100', action, { number: row.number, company: row.company })
    if (done) say(words)
    await drawCourier()
  }
  const company = names[text(row.company)] ?? text(row.company)
  const ends = [text(row.from), text(row.to)].filter((end) => end !== '').join(' → ')
  return [
    cardHead('快递员', el('span', { class: 'sub' }, `${rows.length} 件在路上`)),
    el(
      'div',
      { class: 'thing' },
      el(
        'div',
        { class: 'grow' },
        el('div', { class: 'strong' }, spaced(text(row.number))),
        el('div', { class: 'sub cut' }, ends === '' ? company : `${company} · ${ends}`),
      ),
      drawRoad(reached[text(row.state)] ?? 1),
    ),
    el(
      'div',
      { class: 'actions' },
      button('走一步', () => void run('move-on', '包裹走了一步')(), 'small lake'),
      button('签收', () => void run('sign', '已签收')()),
      button('拒收', () => void run('refuse', '收件人拒收')()),
      button('破损', () => void run('damage', '已报破损')()),
      button('停 24 小时不动', () => void run('stall', '24 小时内不会自己动')()),
      space(),
      rows.length > 1 && button(`另 ${rows.length - 1} 件`, () => next(rows, row), 'small link'),
    ),
  ]
}

function drawRoad(here: number): HTMLElement {
  const host = el('div', { class: 'road' })
  road.forEach((word, index) => {
    const look = index < here ? 'past' : index === here ? 'here' : ''
    host.append(el('i', { class: look }, word))
  })
  return host
}

function next(rows: Row[], row: Row): void {
  const index = rows.indexOf(row)
  chosen = text(rows[(index + 1) % rows.length]?.number)
  void drawCourier()
}
