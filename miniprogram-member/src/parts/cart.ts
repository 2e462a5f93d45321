import { api } from '@xietong/ui/api/api'
import { useSession } from '@xietong/ui/session/session'
import { setBadge } from '@xietong/ui/tab-bar/tabs'

const CART = 'pages/cart/index'

/** The badge of the cart tab: what waits there for the person. */
export const showCartBadge = (badge: number): void => setBadge(CART, badge)

export async function loadCartBadge(): Promise<void> {
  if (useSession.getState().token === null) return showCartBadge(0)
  const answer = await api.ask('orders.getCart', {})
  if (answer.ok) showCartBadge(answer.value.badge)
}
