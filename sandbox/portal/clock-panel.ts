import { control, type Row, shanghai } from './control'
import { button, byId, cardHead, el, say, space } from './dom'

/** 中秋 of the coming years, by the calendar. */
const midAutumn = ['2026-09-25', '2027-09-15', '2028-10-03', '2029-09-22', '2030-09-12']
const HOUR = 3600_000
const DAY = 24 * HOUR

let shift = 0

export const demoNow = (): number => Date.now() + shift

export function drawClock(clock: Row): void {
  shift = Number(clock.shiftMs ?? 0)
  const host = byId('clock')
  const { day, time, week } = shanghai(demoNow())
  if (host.childElementCount === 0) host.replaceChildren(...panel())
  byId('clock-time').textContent = time
  byId('clock-day').textContent = `${day} ${week}`
  const follow = byId('clock-follow') as HTMLInputElement
  follow.checked = shift === 0
  follow.disabled = shift === 0
}

function panel(): Node[] {
  const follow = el('input', {
    type: 'checkbox',
    onchange: () => void move({ real: true }, '已回到真实时间'),
  })
  follow.id = 'clock-follow'
  const time = el('span')
  time.id = 'clock-time'
  const day = el('small')
  day.id = 'clock-day'
  return [
    cardHead('时钟', space(), el('label', { class: 'switch' }, '跟随真实时间', follow)),
    el(
      'div',
      { class: 'now' },
      el('time', {}, time, day),
      el(
        'div',
        { class: 'steps' },
        button('+10 分钟', () => void move({ advanceMs: 600_000 })),
        button('+2 小时', () => void move({ advanceMs: 2 * HOUR })),
        button('到明早 6:00', () => void move({ at: tomorrowSix() })),
        button('到中秋', () => void move({ at: nextMidAutumn() })),
        button('到售后期满', () => void move({ advanceMs: 7 * DAY + HOUR })),
        button('指定时刻', chooseMoment),
      ),
    ),
  ]
}

async function move(change: Row, words = '时钟已移动'): Promise<void> {
  const clock = await control<Row>('/_control/clock', change)
  if (!clock) return
  drawClock(clock)
  say(words)
}

/** Midnight of the Shanghai day that is `days` from now, as an instant. */
function shanghaiMidnight(days: number): number {
  const day = Math.floor((demoNow() + 8 * HOUR) / DAY) + days
  return day * DAY - 8 * HOUR
}

const tomorrowSix = (): string => new Date(shanghaiMidnight(1) + 6 * HOUR).toISOString()

function nextMidAutumn(): string {
  const moments = midAutumn.map((day) => Date.parse(`${day}T09:00:00+08:00`))
  const next = moments.find((moment) => moment > demoNow()) ?? demoNow() + DAY
  return new Date(next).toISOString()
}

function chooseMoment(): void {
  const sheet = byId('sheet') as HTMLDialogElement
  const local = new Date(demoNow() + 8 * HOUR).toISOString().slice(0, 16)
  const field = el('input', { type: 'datetime-local', value: local })
  const go = () => {
    sheet.close()
    void move({ at: new Date(`${field.value}:00+08:00`).toISOString() })
  }
  sheet.replaceChildren(
    el('h2', {}, '把演示时钟拨到哪一刻？'),
    el('div', { class: 'form' }, field),
    el(
      'div',
      { class: 'row' },
      button('拨到这一刻', go, 'primary'),
      button('再想想', () => sheet.close(), ''),
    ),
  )
  sheet.showModal()
}
