import { signInAdmin, signInMember } from '../rig/people'
import { createShop } from '../rig/shop'
import { percentile } from './measure'
import type { World } from './world'

/** Everybody buys one of the last units at the same moment. */
export async function hotProduct({ rig }: World, size: { buyers: number; units: number }) {
  const admin = await signInAdmin(rig)
  const shop = await createShop(rig, admin, { quota: size.units })
  const tokens: string[] = []
  for (let n = 0; n < size.buyers; n++) {
    tokens.push((await signInMember(rig)).token)
  }
  const lines = [{ kind: 'e-card' as const, itemId: shop.cardProductId, quantity: 1 }]
  const quote = await rig.do(tokens[0] as string, 'orders.quoteOrder', { lines, addressId: null })
  const took: number[] = []
  const answers = await Promise.all(
    tokens.map(async (token) => {
      const began = performance.now()
      const answer = await rig.call(token, 'orders.placeOrder', {
        lines,
        addressId: null,
        expectedTotalFen: quote.totalFen,
        fromCart: false,
        remark: '',
      })
      took.push(performance.now() - began)
      return answer
    }),
  )
  const codes: Record<string, number> = {}
  for (const answer of answers.filter((one) => !one.ok)) {
    codes[answer.ok ? '' : answer.code] = (codes[answer.ok ? '' : answer.code] ?? 0) + 1
  }
  return {
    sold: answers.filter((answer) => answer.ok).length,
    refused: codes,
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
  }
}
