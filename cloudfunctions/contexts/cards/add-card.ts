import * as op from '@xietong/domain/cards/contract'
import { cardGuardAfter, isShut, memberGuardAfter } from '@xietong/domain/cards/pin-guard'
import { ok, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { memberForOrder } from '../members'
import { bindCard, lockPrintedCard, type PrintedCard } from './add-store'
import { lockGuard, writeGuard } from './guard-store'
import { hashSecret, isSecret } from './secret'

/**
 * Both guards are locked before the password is looked at: of parallel guesses only the allowed
 * number ever reaches it. What is not a printed card does the same work as what is.
 */
export const addCard = perform(op.addCard, async (ctx, { number, secret }) => {
  const { memberId } = ctx.actor
  const member = { kind: 'member', key: memberId } as const
  const card = { kind: 'card', key: number } as const
  const memberGuard = await lockGuard(ctx, member)
  if (isShut(memberGuard, ctx.now)) {
    return refuse('CARD_TRIES_USED_UP')
  }
  const cardGuard = await lockGuard(ctx, card)
  if (isShut(cardGuard, ctx.now)) {
    return refuse('CARD_LOCKED')
  }
  const found = await lockPrintedCard(ctx, number)
  const given = hashSecret(ctx.deps.config.CARD_PEPPER, number, secret)
  if (!isSecret(given, found?.secret_hash ?? null) || !found) {
    await writeGuard(ctx, member, memberGuardAfter(memberGuard, ctx.now))
    await writeGuard(ctx, card, cardGuardAfter(cardGuard, ctx.now))
    return refuseAndKeep('CARD_PIN_WRONG')
  }
  const refusal = refusalOf(found, memberId)
  if (refusal) {
    return refuse(refusal)
  }
  if (found.member_id === null) {
    const { dealerId } = await memberForOrder(ctx.tx, memberId)
    await bindCard(ctx, { cardId: found.id, memberId, dealerId })
  }
  ctx.audit({ objectKind: 'card', objectId: found.id, objectNo: number })
  return ok({ cardId: found.id })
})

function refusalOf(card: PrintedCard, memberId: string) {
  if (card.state === 'inactive') {
    return 'CARD_NOT_ACTIVE'
  }
  if (card.state === 'void') {
    return 'CARD_VOID'
  }
  if (card.state === 'used') {
    return 'CARD_USED'
  }
  if (card.member_id !== null && card.member_id !== memberId) {
    return 'CARD_BOUND'
  }
  return card.lock_reason === null ? null : 'CARD_LOCKED'
}
