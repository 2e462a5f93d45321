import { fen } from '@xietong/domain/kernel/money'
import type { Earning } from '../../parts/earning-words'
import { eventsOf } from './events'

const now = Date.parse('2026-10-08T04:00:00.000Z')
const earning: Earning = {
  id: '01JAAAAAAAAAAAAAAAAAAAAAAA',
  orderNo: 'XS26092710320718',
  orderType: 'package',
  itemName: '秋澄礼盒 588 型',
  quantity: 3,
  memberName: '林**',
  sourceDealerName: '平江路吴记面馆',
  priceFromFen: fen(36_456),
  priceToFen: fen(42_042),
  amountFen: fen(11_172),
  originalFen: fen(16_758),
  state: 'pending',
  createdAt: '2026-09-27T02:32:00.000Z',
  dueAt: '2026-10-11T07:00:00.000Z',
  settledAt: null,
  changes: [
    {
      at: '2026-09-29T02:00:00.000Z',
      pieces: 1,
      refundedFen: fen(0),
      beforeFen: fen(16_758),
      afterFen: fen(11_172),
    },
  ],
}

test('a refunded earning shows what was paid, what was taken off and when the rest comes', () => {
  expect(eventsOf(earning, now).map(({ title, time }) => [title, time])).toEqual([
    ['支付成功 +¥167.58', '9 月 27 日 10:32'],
    ['退款冲减 −¥55.86', '9 月 29 日 10:00'],
    ['售后期满入账 ¥111.72', '10 月 11 日 15:00'],
  ])
})

test('an earning that is due says so with its day', () => {
  const due = {
    ...earning,
    amountFen: fen(16_758),
    changes: [],
    state: 'due',
    settledAt: '2026-10-08T01:00:00.000Z',
  }
  expect(eventsOf(due as Earning, now).map(({ title, time }) => [title, time])).toEqual([
    ['支付成功 +¥167.58', '9 月 27 日 10:32'],
    ['已入账，可提现', '今天 09:00'],
  ])
})
