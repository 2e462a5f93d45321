import { packageStock } from '@xietong/domain/stock/package-stock'
import type { Reader } from '../../runtime/database'
import { printedCardStock } from '../cards'
import type { SaleItem } from '../catalog'
import { availability, quotaLeft } from '../stock'

/**
 * Units of each item that can be sold now: central stock of its contents and what its quota leaves.
 */
export async function unitsLeft(
  reader: Reader,
  items: readonly SaleItem[],
): Promise<Map<string, number>> {
  const skuIds = [...new Set(items.flatMap((item) => item.contents.map((part) => part.skuId)))]
  const limited = items.filter((item) => item.quota).map((item) => item.itemId)
  const stock = skuIds.length > 0 ? await availability(reader, skuIds) : null
  const printed = items.filter((item) => item.kind === 'physical-card').map((item) => item.itemId)
  const cards = printed.length > 0 ? await printedCardStock(reader, printed) : null
  const quotas = limited.length > 0 ? await quotaLeft(reader, limited) : null
  return new Map(
    items.map((item) => {
      if (item.kind === 'physical-card') {
        return [item.itemId, cards?.get(item.itemId) ?? 0]
      }
      const left = item.quota ? (quotas?.get(item.itemId) ?? 0) : null
      const contents = item.contents.map((part) => ({
        available: stock?.get(part.skuId)?.available ?? 0,
        perPackage: part.quantity,
      }))
      // A card holds no goods yet: only its quota limits it.
      return [item.itemId, item.kind === 'package' ? packageStock(left, contents) : (left ?? 0)]
    }),
  )
}

/** Units of packages that can be assembled; redeeming takes nothing from their quotas. */
export const packagesLeft = (reader: Reader, packages: readonly SaleItem[]) =>
  unitsLeft(
    reader,
    packages.map((item) => ({ ...item, quota: false })),
  )
