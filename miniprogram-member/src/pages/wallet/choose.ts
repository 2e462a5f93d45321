import { say } from '@xietong/ui/device/say'
import type { WalletRow } from './index'

export const canRedeem = (card: WalletRow): boolean =>
  card.state === 'active' && card.inSeason && !card.locked

/** Several cards go in one delivery when they stand for the same packages. */
const samePackages = (a: WalletRow, b: WalletRow) =>
  a.packages.map((one) => one.packageId).join() === b.packages.map((one) => one.packageId).join()

const MOST = 50

export function togglePick(
  chosen: readonly string[],
  card: WalletRow,
  rows: readonly WalletRow[],
): readonly string[] {
  if (chosen.includes(card.id)) return chosen.filter((id) => id !== card.id)
  const first = rows.find((row) => row.id === chosen[0])
  if (first && !samePackages(first, card)) {
    say('一次只能提同一种套餐的卡，请分开提货')
    return chosen
  }
  if (chosen.length >= MOST) {
    say(`一次最多提 ${MOST} 张，请分几次提货`)
    return chosen
  }
  return [...chosen, card.id]
}
