export type StockDisplay = 'number' | 'hint' | 'hidden'

/** From here down the shop says that little is left. */
const FEW_LEFT = 10

/** What a shopper sees of the stock, as the console has set it (MB-017, MB-020). */
export function stockView(
  available: number,
  display: StockDisplay,
): { available: number | null; hint: string; soldOut: boolean } {
  const soldOut = available === 0
  if (soldOut) {
    return { available: display === 'hidden' ? null : 0, hint: '已售罄', soldOut }
  }
  if (display === 'number') {
    return { available, hint: `剩余 ${available} 件`, soldOut }
  }
  const hint = display === 'hidden' ? '' : available <= FEW_LEFT ? '库存紧张' : '现货充足'
  return { available: null, hint, soldOut }
}
