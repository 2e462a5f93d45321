import fc from 'fast-check'
import { billFen, readFundBill, readTradeBill } from './bill'
import { compareDay, type OwnRecord } from './compare'

const tradeHead =
  '交易时间,微信订单号,商户订单号,交易状态,商户退款单号,退款状态,商品名称,订单金额,申请退款金额'
const tradeTotalHead = '总交易单数,订单总金额,申请退款总金额'
const quoted = (...fields: string[]) => fields.map((field) => `\`${field}`).join(',')
const paid = (no: string, yuan: string, name = '礼盒') =>
  quoted('2026-09-22 10:00:01', `42${no}`, no, 'SUCCESS', '0', '', name, yuan, '0.00')
const back = (no: string, yuan: string, state = 'SUCCESS') =>
  quoted('2026-09-22 11:00:00', '42P1', 'P1', 'REFUND', no, state, '礼盒', '0.00', yuan)
const file = (head: string, rows: string[], totalHead: string, totals: string[]) =>
  [head, ...rows, totalHead, quoted(...totals), ''].join('\r\n')
const trade = (rows: string[], totals: string[]) => file(tradeHead, rows, tradeTotalHead, totals)
const fund = (rows: string[]) =>
  file('记账时间,资金流水单号,业务类型,收支类型,收支金额(元),业务凭证号', rows, '资金流水总笔数', [
    String(rows.length),
  ])
const flow = (kind: string, direction: string, yuan: string, key: string) =>
  quoted('2026-09-22 10:00:01', `F${key}`, kind, direction, yuan, key)

describe('bill files', () => {
  test('lines are read with their commas, amounts to the fen, times in Shanghai', () => {
    const text = trade(
      [paid('P1', '588.00', '蟹,礼盒'), back('R1', '10.05')],
      ['2', '588.00', '10.05'],
    )
    expect(readTradeBill(`\uFEFF${text}`)).toEqual([
      {
        subject: 'payment',
        key: 'P1',
        transactionId: '42P1',
        amountFen: 58_800,
        settled: true,
        at: new Date('2026-09-22T02:00:01.000Z'),
      },
      expect.objectContaining({ subject: 'refund', key: 'R1', amountFen: 1_005, settled: true }),
    ])
  })

  test('a refund that came to nothing moved no money; one under way is not settled', () => {
    const rows = [back('R1', '1.00', 'CLOSED'), back('R2', '2.00', 'PROCESSING')]
    expect(readTradeBill(trade(rows, ['2', '0.00', '3.00']))).toMatchObject([
      { key: 'R2', settled: false },
    ])
  })

  test.each([
    ['a wrong number of lines', trade([paid('P1', '1.00')], ['2', '1.00', '0.00'])],
    ['a wrong sum', trade([paid('P1', '1.00')], ['1', '2.00', '0.00'])],
    ['an amount that is none', trade([paid('P1', '1.0')], ['1', '1.00', '0.00'])],
    ['a line cut short', trade(['`2026-09-22 10:00:01,`42'], ['1', '1.00', '0.00'])],
    ['no totals', `${tradeHead}\r\n${paid('P1', '1.00')}`],
    ['a page that is no bill', '<html></html>'],
    ['nothing', ''],
  ])('a file with %s is not read at all', (_, text) => {
    expect(readTradeBill(text)).toBeNull()
  })

  test('flows are signed by their direction', () => {
    expect(readFundBill(fund([flow('退款', '支出', '1.00', 'R1')]))).toMatchObject([
      { key: 'R1', business: '退款', amountFen: -100 },
    ])
    expect(readFundBill(fund([flow('退款', '借', '1.00', 'R1')]))).toBeNull()
  })

  test('every amount survives', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), (fen) => {
        const whole = Math.floor(Math.abs(fen) / 100)
        const cents = String(Math.abs(fen) % 100).padStart(2, '0')
        expect(billFen(`${fen < 0 ? '-' : ''}${whole}.${cents}`)).toBe(fen === 0 ? 0 : fen)
      }),
    )
  })
})

describe('comparing a day', () => {
  const own = (key: string, amountFen: number, more: Partial<OwnRecord> = {}): OwnRecord => ({
    subject: 'payment',
    key,
    amountFen,
    standing: 'sound',
    ...more,
  })
  const lines = readTradeBill(
    trade([paid('P1', '1.00'), paid('P2', '2.00'), back('R1', '0.50')], ['3', '3.00', '0.50']),
  )
  const flows = readFundBill(
    fund([
      flow('交易', '收入', '1.00', 'P1'),
      flow('扣除交易手续费', '支出', '0.01', 'P1'),
      flow('交易', '收入', '2.00', 'P2'),
      flow('退款', '支出', '0.50', 'R1'),
    ]),
  )
  const all = [own('P1', 100), own('P2', 200), own('R1', 50, { subject: 'refund' })]
  const compared = (mine: readonly OwnRecord[]) =>
    compareDay({ lines: lines ?? [], flows: flows ?? [], own: mine })

  test('equal on both sides, fees aside', () => {
    expect(compared(all)).toEqual({ matched: 3, differences: [] })
  })

  test('长款, 短款, 金额不符, 状态不符 are told apart', () => {
    const mine = [
      own('P1', 101),
      own('P3', 300),
      own('R1', 50, { subject: 'refund', standing: 'open' }),
    ]
    expect(compared(mine)).toEqual({
      matched: 0,
      differences: [
        { subject: 'payment', key: 'P1', kind: 'amount', peerFen: 100, ownFen: 101 },
        { subject: 'payment', key: 'P2', kind: 'only-there', peerFen: 200, ownFen: null },
        { subject: 'refund', key: 'R1', kind: 'state', peerFen: 50, ownFen: 50 },
        { subject: 'payment', key: 'P3', kind: 'only-here', peerFen: null, ownFen: 300 },
      ],
    })
  })

  test('money without an order is 长款 although we keep it', () => {
    const mine = [own('P1', 100, { standing: 'foreign' }), ...all.slice(1)]
    expect(compared(mine).differences).toMatchObject([
      { key: 'P1', kind: 'only-there', ownFen: null },
    ])
  })

  test('a flow that fits no line, and a line without its flow', () => {
    const some = (flows ?? []).filter(({ key }) => key !== 'P2')
    const { differences } = compareDay({ lines: lines ?? [], flows: some, own: all })
    expect(differences).toEqual([
      { subject: 'payment', key: 'P2', kind: 'flow', peerFen: null, ownFen: 200 },
    ])
  })
})
