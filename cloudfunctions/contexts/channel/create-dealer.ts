import { REWARD_DEPTH_MAX, type Tier } from '@xietong/domain/channel/commission'
import { createDealer as declared } from '@xietong/domain/channel/contract'
import { dealerProblem, parentProblem } from '@xietong/domain/channel/tree'
import type { InputOf } from '@xietong/domain/kernel/operation'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { type Ctx, perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { react } from '../../runtime/reactions'
import { findOrCreatePerson } from '../identity'
import { openDealerAccounts } from '../ledger'
import { insertDealer, isPhoneTaken, lockDealer, lockDiscountLadder } from './dealer-store'
import { refuseDiscount } from './discount-ladder'
import { newInviteToken } from './invite-token'
import { insertWorker } from './people-store'

type Form = InputOf<typeof declared>

/** AD-030: head office adds a dealer of any tier; its phone signs in at once. */
export const createDealer = perform(declared, async (ctx, input) => {
  if (input.tier > REWARD_DEPTH_MAX) {
    return refuse('REWARD_DEPTH')
  }
  const tier = input.tier as Tier
  // The ladder's lock makes checking and writing one step for parent, discount and phone alike.
  await lockDiscountLadder(ctx.tx)
  if (!(await isInScope(ctx, ctx.tx, input.parentId))) {
    const reason = input.parentId ? '所选上级不存在' : '请在数据范围内选择上级'
    return refuse('INVALID_PARENT', { reason })
  }
  const parent = input.parentId ? await lockDealer(ctx.tx, input.parentId) : null
  const reason = input.parentId && !parent ? '所选上级不存在' : parentProblem(tier, parent)
  if (reason) {
    return refuse('INVALID_PARENT', { reason })
  }
  const incomplete = dealerProblem({ ...input, tier })
  if (incomplete) {
    return refuse('VALIDATION_FAILED', { fields: incomplete })
  }
  if (await isPhoneTaken(ctx.tx, input.phone, null)) {
    return refuse('PHONE_TAKEN')
  }
  const misfit = await refuseDiscount(ctx, input.discount, { parent, children: [] })
  if (misfit) {
    return misfit
  }
  const dealerId = ctx.newId()
  await insertDealer(ctx.tx, { ...input, id: dealerId, tier, parent }, ctx.now)
  if (!(await addOwner(ctx, dealerId, input))) {
    return refuse('PHONE_TAKEN')
  }
  if (tier === 1) {
    await openDealerAccounts(ctx, dealerId)
  }
  await react(ctx, 'dealer.saved', { dealerId, tier, kind: input.kind, name: input.name })
  const { requestId: _key, ...after } = input
  ctx.audit({ objectKind: 'dealer', objectId: dealerId, objectNo: input.name, after })
  return ok({ dealerId })
})

async function addOwner(ctx: Ctx, dealerId: string, { phone, contact }: Form): Promise<boolean> {
  const personId = await findOrCreatePerson(ctx, { phone, name: contact })
  const owner = { id: ctx.newId(), dealerId, personId, phone, name: contact, active: true }
  const inviteToken = newInviteToken(ctx)
  return insertWorker(ctx.tx, { ...owner, role: 'owner', modules: [], inviteToken }, ctx.now)
}
