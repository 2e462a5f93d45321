import { setAccountState } from '@xietong/domain/identity/contract'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { reviewCardOrder } from '@xietong/domain/orders/contract'
import { sql } from 'kysely'
import {
  countActiveSuperAdmins,
  updateAccountState,
} from '../../cloudfunctions/contexts/identity/account-store'
import { findOrder } from '../../cloudfunctions/contexts/orders/order-store'
import { perform } from '../../cloudfunctions/runtime/context'

type Meet = () => Promise<void>

/** Planted bug for A10: the last one is counted without the row that puts two in a line. */
export const setStateWithoutLock = (meet: Meet) =>
  perform(setAccountState, async (ctx, { accountId, state }) => {
    await updateAccountState(ctx.tx, accountId, state)
    const left = await countActiveSuperAdmins(ctx.tx)
    await meet()
    if (left === 0) {
      return refuse('LAST_SUPER_ADMIN')
    }
    ctx.audit({ objectKind: 'account', objectId: accountId })
    return ok({})
  })

/** Planted bug for A10: whether it is still to be decided is read, and not asked with the change. */
export const reviewByReadAndWrite = (meet: Meet) =>
  perform(reviewCardOrder, async (ctx, { orderId, approve }) => {
    const order = await findOrder(ctx.tx, orderId)
    await meet()
    if (order?.state !== 'in-review') {
      return refuse('STATE_CONFLICT')
    }
    const state = approve ? ('issuing' as const) : ('closed' as const)
    await sql`update orders.sales_order set state = ${state} where id = ${orderId}`.execute(ctx.tx)
    ctx.audit({ objectKind: 'order', objectId: orderId })
    return ok({ state })
  })
