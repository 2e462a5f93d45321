/**
 * Sellable packages = min(quota left, min over skus floor(available ÷ quantity per package)),
 * formula 7. `quotaLeft` null = not limited. A package without contents cannot be sold: 0.
 */
export function packageStock(
  quotaLeft: number | null,
  contents: readonly { readonly available: number; readonly perPackage: number }[],
): number {
  if (contents.length === 0) {
    return 0
  }
  const assembled = Math.min(
    ...contents.map(({ available, perPackage }) => Math.floor(available / perPackage)),
  )
  return Math.max(0, Math.min(assembled, quotaLeft ?? assembled))
}

/** What may be sold of a sku: with a fixed number never more than that, never more than is free. */
export function sellable(free: number, fixedQuantity: number | null): number {
  return Math.max(0, fixedQuantity === null ? free : Math.min(free, fixedQuantity))
}
