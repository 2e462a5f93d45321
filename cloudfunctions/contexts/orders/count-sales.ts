import type { Deps } from '../../runtime/context'
import { runCommand } from '../../runtime/run-command'
import { setSales } from '../catalog'
import { takeSoldUnits } from './due-store'

/**
 * Shown sales counts follow paid orders within a minute, so that buyers never queue at a product
 * row.
 */
export async function countSales(deps: Deps): Promise<void> {
  await runCommand(deps, 'orders.count-sales', async (ctx) => {
    const totals = await takeSoldUnits(ctx)
    if (totals.size > 0) {
      await setSales(ctx, totals)
    }
  })
}
