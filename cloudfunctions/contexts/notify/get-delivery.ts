import { maskPhone } from '@xietong/domain/kernel/mask'
import { ok, refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/notify/contract'
import { answer, type ReadCtx } from '../../runtime/context'
import { isLimited } from '../../runtime/data-scope'
import { attemptsOf, findDelivery } from './delivery-log-store'
import type { DeliveryRow } from './delivery-store'
import { findEvent } from './event-store'
import { deliveryView } from './list-deliveries'
import { renderedText } from './rendered'
import { subscriptionSettings } from './subscription-store'

/**
 * NT-011: text, tries, answers and receipts; numbers and addresses only with the right. The log
 * tells of any record, so who sees only some records sees none of it (AD-005).
 */
export const getDelivery = answer(op.getDelivery, async (ctx, { deliveryId }) => {
  const row = isLimited(ctx) ? null : await findDelivery(ctx.db, deliveryId)
  const event = row ? await findEvent(ctx.db, row.event_id) : null
  if (!row || !event) {
    return refuse('NOT_FOUND')
  }
  const mayRead = ctx.actor.permissions.has('field.phone')
  return ok({
    ...deliveryView(row),
    text: row.rendered ?? renderedText(row, event, await subscriptionSettings(ctx.db)),
    address: addressOf(ctx, row, mayRead),
    serialNo: row.serial_no ?? '',
    attemptList: (await attemptsOf(ctx.db, deliveryId)).map(({ at, ...one }) => ({
      ...one,
      at: at.toISOString(),
    })),
  })
})

/** Where it went: a phone or a mailbox; other channels find the reader by themselves. */
function addressOf(
  ctx: Pick<ReadCtx, 'deps'>,
  row: DeliveryRow & { phone: string | null },
  mayRead: boolean,
): string {
  if (row.channel === 'email') {
    const address = ctx.deps.ports.email.alarmAddress
    return mayRead ? address : address.replace(/^(.).*(?=@)/, '$1***')
  }
  if (row.phone === null || (row.channel !== 'sms' && row.channel !== 'wecom')) {
    return ''
  }
  return mayRead ? row.phone : maskPhone(row.phone)
}
