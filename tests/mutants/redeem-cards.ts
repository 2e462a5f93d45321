import { fen, ZERO } from '@xietong/domain/kernel/money'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { redeemCards as contract } from '@xietong/domain/orders/contract'
import { sql } from 'kysely'
import { createOrder } from '../../cloudfunctions/contexts/orders/create-order'
import { perform } from '../../cloudfunctions/runtime/context'
import { meeting } from './meeting'

const afterTheLook = meeting(2)

/**
 * Planted bug for A1: the card is read, found usable, and then written without a lock or a
 * condition, as many shops do it. Everything else is the real command.
 */
export const redeemByReadAndWrite = perform(contract, async (ctx, input) => {
  const [cardId = ''] = input.cardIds
  const { rows } = await sql<{ state: string; member_id: string }>`
    select state, member_id from cards.card where id = ${cardId}`.execute(ctx.tx)
  const [card] = rows
  if (card?.state !== 'active') {
    return refuse('CARD_USED')
  }
  await afterTheLook()
  const orderId = ctx.newId()
  const line = {
    id: ctx.newId(),
    kind: 'package' as const,
    itemId: input.packageId,
    name: '套餐',
    picture: null,
    quantity: 1,
    retailFen: fen(1),
    unitFen: ZERO,
    subsidyFen: ZERO,
    limited: false,
    contents: [],
  }
  const orderNo = await createOrder(ctx, {
    id: orderId,
    type: 'pick-up',
    cardKind: 'electronic',
    state: 'to-ship',
    memberId: card.member_id,
    dealerId: null,
    buyer: '会员',
    levelDiscount: 10_000,
    itemSummary: '套餐 ×1',
    quantity: 1,
    retailTotalFen: fen(1),
    goodsFen: ZERO,
    freightFen: ZERO,
    totalFen: ZERO,
    address: input.address,
    remark: '',
    wantedOn: input.pickUpOn,
    vip: false,
    urgency: 1,
    payBefore: null,
    text: '提货申请已提交',
    lines: [line],
    fromCart: false,
    stockMethod: 'at-order',
  })
  await sql`
    with changed as (
      update cards.card set state = 'used', used_order_id = ${orderId}, seq = seq + 1
      where id = ${cardId} returning id, seq
    )
    insert into cards.card_event (card_id, seq, kind, at, order_id, actor)
    select id, seq, 'used', ${ctx.now}, ${orderId}::uuid, 'test' from changed`.execute(ctx.tx)
  return ok({ orderId, orderNo })
})
