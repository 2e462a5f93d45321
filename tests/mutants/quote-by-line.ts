import { quoteOrder } from '@xietong/domain/orders/shop-contract'
import type { Handler } from '../../cloudfunctions/runtime/context'

interface Quote {
  readonly ok: true
  readonly value: {
    readonly levelDiscount: number
    readonly retailTotalFen: number
    readonly freightFen: number | null
  }
}

/** Planted bug for D2: the preview rounds the line once, the order rounds every unit. */
export function quoteByLine(real: Handler): Handler {
  return {
    ...real,
    operation: quoteOrder,
    run: async (...given) => {
      const quoted = (await real.run(...given)) as unknown as Quote
      if (!quoted.ok) {
        return quoted
      }
      const { levelDiscount, retailTotalFen, freightFen } = quoted.value
      const goodsFen = Math.round((retailTotalFen * levelDiscount) / 10_000)
      const savedFen = retailTotalFen - goodsFen
      const totalFen = goodsFen + (freightFen ?? 0)
      return { ok: true, value: { ...quoted.value, goodsFen, savedFen, totalFen } }
    },
  }
}
