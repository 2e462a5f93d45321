import { mayMove, sourcesOf } from '../kernel/state-machine'
import { buttonsOf } from './buttons'
import { autoReceiptAt, earningsDueAt } from './receipt'
import { orderMachine, orderStates } from './states'
import { stockView } from './stock-view'
import { tabRules } from './tabs'
import { dispatchUrgency } from './urgency'

describe('the table of order states', () => {
  test('goods, e-cards and pick-ups walk the paths of the specification', () => {
    const paths = [
      ['unpaid', 'to-ship', 'part-shipped', 'shipped', 'completed', 'closed'],
      ['unpaid', 'in-review', 'issuing', 'part-issued', 'completed'],
      ['unpaid', 'closed'],
    ] as const
    for (const path of paths) {
      for (let step = 1; step < path.length; step++) {
        const [from, to] = [path[step - 1], path[step]]
        expect(from && to && mayMove(orderMachine, from, to)).toBe(true)
      }
    }
  })

  test('closed is final, paid stays paid, nothing is received before shipping', () => {
    expect(orderStates.some((to) => mayMove(orderMachine, 'closed', to))).toBe(false)
    expect(sourcesOf(orderMachine, 'unpaid')).toEqual([])
    expect(mayMove(orderMachine, 'to-ship', 'completed')).toBe(false)
  })
})

describe('buttons and tabs', () => {
  const order = {
    type: 'package',
    extended: false,
    afterSaleOpen: false,
    dispatched: false,
    unreviewed: false,
  } as const

  test('each state shows exactly what may be done in it', () => {
    expect(buttonsOf({ ...order, state: 'unpaid' })).toEqual(['pay', 'cancel'])
    expect(buttonsOf({ ...order, state: 'to-ship' })).toEqual(['after-sale'])
    expect(buttonsOf({ ...order, state: 'shipped' })).toEqual([
      'track',
      'receive',
      'extend',
      'after-sale',
    ])
    expect(buttonsOf({ ...order, state: 'shipped', extended: true })).toEqual([
      'track',
      'receive',
      'after-sale',
    ])
    expect(buttonsOf({ ...order, state: 'shipped', afterSaleOpen: true })).toEqual([
      'track',
      'extend',
      'after-sale',
    ])
    expect(buttonsOf({ ...order, type: 'e-card', state: 'completed' })).toEqual([
      'cards',
      'after-sale',
    ])
    const done = { ...order, state: 'completed', unreviewed: true } as const
    expect(buttonsOf(done)).toEqual(['track', 'after-sale', 'review'])
    expect(buttonsOf({ ...done, type: 'e-card' })).toEqual(['cards', 'after-sale', 'review'])
    expect(buttonsOf({ ...done, unreviewed: false })).toEqual(['track', 'after-sale'])
    const pickUp = { ...order, type: 'pick-up', state: 'to-ship' } as const
    expect(buttonsOf(pickUp)).toEqual(['cancel-pick-up', 'change-pick-up'])
    expect(buttonsOf({ ...pickUp, dispatched: true })).toEqual([])
    expect(buttonsOf({ ...order, state: 'closed' })).toEqual([])
  })

  test('部分发货 sits under both 待发货 and 待收货', () => {
    expect(tabRules['to-ship'].states).toContain('part-shipped')
    expect(tabRules['to-receive'].states).toEqual(['part-shipped', 'shipped'])
  })
})

test('received 4 Oct 15:00, due 7 days later; an extension adds three days', () => {
  const at = new Date('2026-10-04T07:00:00.000Z')
  expect(earningsDueAt(at, 7).toISOString()).toBe('2026-10-11T07:00:00.000Z')
  expect(autoReceiptAt(at, 10, false).toISOString()).toBe('2026-10-14T07:00:00.000Z')
  expect(autoReceiptAt(at, 10, true).toISOString()).toBe('2026-10-17T07:00:00.000Z')
})

test('the dispatch pool: VIP first, then the wanted day, then age; none comes last', () => {
  const createdAt = new Date('2026-09-22T02:00:00.000Z')
  const later = new Date('2026-09-22T03:00:00.000Z')
  const order = [
    { vip: true, wantedOn: '2026-10-08', createdAt: later },
    { vip: false, wantedOn: '2026-09-28', createdAt },
    { vip: false, wantedOn: '2026-09-28', createdAt: later },
    { vip: false, wantedOn: '2026-09-29', createdAt },
    { vip: false, wantedOn: null, createdAt },
  ].map(dispatchUrgency)
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect(order.every(Number.isSafeInteger)).toBe(true)
})

test('the shop shows stock as the console has set it', () => {
  expect(stockView(3, 'number')).toEqual({ available: 3, hint: '剩余 3 件', soldOut: false })
  expect(stockView(3, 'hint')).toEqual({ available: null, hint: '库存紧张', soldOut: false })
  expect(stockView(300, 'hint').hint).toBe('现货充足')
  expect(stockView(3, 'hidden')).toEqual({ available: null, hint: '', soldOut: false })
  expect(stockView(0, 'hidden')).toEqual({ available: null, hint: '已售罄', soldOut: true })
})
