import type { World } from './world'

const LOOK_EVERY_MS = 8

/** Tells when orders are paid, by one cheap look for all who wait. */
export function paymentsSettled({ owner }: World) {
  const waiting = new Map<string, () => void>()
  let stopped = false
  const look = async (): Promise<void> => {
    const ids = [...waiting.keys()]
    if (ids.length > 0) {
      const { rows } = await owner.query<{ id: string }>(
        'select id from orders.sales_order where id = any($1) and paid_at is not null',
        [ids],
      )
      for (const { id } of rows) {
        waiting.get(id)?.()
        waiting.delete(id)
      }
    }
    if (!stopped) {
      setTimeout(() => void look(), LOOK_EVERY_MS)
    }
  }
  void look()
  return {
    wait: (orderId: string) =>
      new Promise<void>((done) => {
        waiting.set(orderId, done)
      }),
    stop: () => {
      stopped = true
    },
  }
}
