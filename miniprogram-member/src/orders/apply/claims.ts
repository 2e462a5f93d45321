import type { Input, Output } from '@xietong/client/caller'
import {
  afterSaleReasons,
  afterSaleTypeLabels,
  type afterSaleTypes,
  type ClaimedGoods,
} from '@xietong/domain/orders/after-sale'

export type Quote = Output<'orders.quoteAfterSale'>
export type Sent = Input<'orders.applyAfterSale'>
export type Line = Quote['lines'][number]

export interface Claim {
  readonly pieces: number
  readonly yuan: string
}
export type Claims = Readonly<Record<string, Claim>>

/** What is asked for and why. */
export interface Why {
  readonly type: Sent['type']
  /** Which pieces of an order of which a part has left. */
  readonly goods: ClaimedGoods
  readonly reason: Sent['reason'] | null
  readonly description: string
}

export const reasons = afterSaleReasons.map((key) => ({ key, label: key }))
export const goodsChoices = [
  { key: 'received', label: '已发出的商品' },
  { key: 'unsent', label: '还没发货的商品' },
] as const satisfies readonly { key: ClaimedGoods; label: string }[]

/** Goods that left can come back or be sent again; before that there is only the money. */
export const typesOf = (quote: Quote) =>
  (quote.mayResend ? (['refund', 'return', 'resend'] as const) : (['refund'] as const)).map(
    (key: (typeof afterSaleTypes)[number]) => ({ key, label: afterSaleTypeLabels[key] }),
  )

/** Whether the buyer has to say which pieces are meant. */
export const asksGoods = (quote: Quote, why: Why): boolean =>
  quote.partShipped && why.type === 'refund'

/** Pieces of a line that can be asked for with this wish. */
export function piecesOf(line: Line, quote: Quote, why: Why): number {
  if (why.type !== 'refund') return line.leftReceived
  if (!quote.partShipped) return line.leftPieces
  return why.goods === 'unsent' ? line.leftUnsent : line.leftReceived
}

export const fenOf = (typed: string): number => Math.round(Number(typed) * 100) || 0
export const most = (line: Line, pieces: number) => Math.min(line.unitFen * pieces, line.leftFen)
export const full = (line: Line, pieces: number): Claim => ({
  pieces,
  yuan: (most(line, pieces) / 100).toFixed(2),
})

export const openLines = (quote: Quote, why: Why) =>
  quote.lines.filter((line) => piecesOf(line, quote, why) > 0 && line.leftFen > 0)

/** What the form asks for; the freight comes with the last piece only, 补发 asks for no money. */
export function askedOf(quote: Quote, why: Why, claims: Claims) {
  const resend = why.type === 'resend'
  const open = openLines(quote, why)
  const lines = open.flatMap(({ lineId }) => {
    const claim = claims[lineId]
    const amountFen = (resend ? 0 : fenOf(claim?.yuan ?? '')) as never
    return claim ? [{ lineId, quantity: claim.pieces, amountFen }] : []
  })
  const whole = open.every((line) => claims[line.lineId]?.pieces === line.leftPieces)
  const freightFen = !resend && whole && lines.length > 0 ? quote.freightFen : (0 as never)
  const total = lines.reduce((sum, line) => sum + line.amountFen, Number(freightFen))
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0)
  return { lines, freightFen, total, pieces }
}
