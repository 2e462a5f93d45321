import { formatYuan } from '@xietong/domain/kernel/money'
import { afterSaleLabels } from '@xietong/domain/orders/after-sale'
import type { Ctx, EventRecipient } from '../../runtime/context'
import type { AfterSaleRow } from './after-sale-store'

/**
 * Tells whose turn it is (MB-089, NT-020): the buyer of every change, the merchant of what waits
 * for it.
 */
export function emitCase(ctx: Ctx, one: AfterSaleRow, text: string): void {
  const merchant: EventRecipient =
    one.store_id === null
      ? { kind: 'permission', code: 'orders.afterSale' }
      : { kind: 'dealer', id: one.store_id, module: 'delivery' }
  ctx.emit({
    code: 'aftersale.changed',
    subject: { kind: 'after-sale', id: one.id, no: one.case_no },
    variables: {
      order_id: one.order_no,
      case_no: one.case_no,
      issue: one.reason,
      amount: formatYuan(one.amount_fen),
      status: afterSaleLabels[one.state].label,
      text,
    },
    to: [{ kind: 'member', id: one.member_id }, ...(one.state === 'merchant' ? [merchant] : [])],
  })
}
