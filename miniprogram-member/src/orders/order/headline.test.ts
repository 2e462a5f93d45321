import { fen } from '@xietong/domain/kernel/money'
import { headline } from './headline'

type Told = Parameters<typeof headline>[0]

test('a closed order says what came back: cards, money, or nothing because nothing was paid', () => {
  const order: Told = {
    state: 'closed',
    type: 'package',
    paidFen: null,
    payBefore: null,
    autoReceiptAt: null,
    wantedOn: null,
    parcels: [],
    cards: [],
    restocking: false,
  }
  const text = (more: Partial<Told>) => headline({ ...order, ...more }, 0).text
  expect(text({})).toBe('没有付款，库存已释放')
  expect(text({ paidFen: fen(100) })).toBe('已支付的款项会原路退回')
  expect(text({ type: 'pick-up' })).toBe('卡已退回“提货卡”，可以重新提货')
})
