import { saveDealerPerson as declared } from '@xietong/domain/channel/contract'
import type { InputOf } from '@xietong/domain/kernel/operation'
import { ok, refuse } from '@xietong/domain/kernel/result'
import type { Actor } from '../../runtime/actor'
import { type Ctx, perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { endSessions, findOrCreatePerson } from '../identity'
import { isPhoneTaken, lockDealer, lockDiscountLadder } from './dealer-store'
import { newInviteToken } from './invite-token'
import { insertWorker, lockWorker, updateWorker, type WorkerRow } from './people-store'

type Form = InputOf<typeof declared>

/** Operators are the owner's to make; who may manage employees may not hand on modules. */
function mayGive(actor: Actor, before: WorkerRow | null, form: Form): boolean {
  if (actor.app !== 'dealer' || actor.role === 'owner') {
    return true
  }
  return form.role === 'employee' && form.modules.length === 0 && before?.role !== 'operator'
}

/**
 * Adds, changes or dismisses an employee or operator; it takes effect on the person's next call.
 */
export const saveDealerPerson = perform(declared, async (ctx, input) => {
  const { actor } = ctx
  const foreign = actor.app === 'dealer' && actor.dealerId !== input.dealerId
  if (foreign || !(await isInScope(ctx, ctx.tx, input.dealerId))) {
    return refuse('NOT_FOUND')
  }
  if (input.role === 'employee' && input.modules.length > 0) {
    return refuse('VALIDATION_FAILED', { fields: '只有操作员可以授权模块' })
  }
  // The lock of the dealers' own forms: between them a phone is taken once (DL-003).
  await lockDiscountLadder(ctx.tx)
  if (!(await lockDealer(ctx.tx, input.dealerId))) {
    return refuse('NOT_FOUND')
  }
  const before = await lockWorker(ctx.tx, input.dealerId, input.phone)
  if (!mayGive(actor, before, input)) {
    return refuse('FORBIDDEN')
  }
  const saved =
    before && before.role !== 'owner' ? await change(ctx, before, input) : await add(ctx, input)
  if (!saved) {
    return refuse('PHONE_TAKEN')
  }
  const { requestId: _key, ...after } = input
  ctx.audit({ objectKind: 'dealer-person', objectId: saved, objectNo: input.name, before, after })
  return ok({ dealerPersonId: saved })
})

/** Null when the phone works for somebody else by now. */
async function change(ctx: Ctx, before: WorkerRow, form: Form): Promise<string | null> {
  const { name, role, active } = form
  if (active && !before.active && (await isPhoneTaken(ctx.tx, form.phone, null))) {
    return null
  }
  await updateWorker(ctx.tx, { ...before, name, role, modules: [...form.modules], active })
  if (!active) {
    await endSessions(ctx, { app: 'dealer', subjectId: before.id })
  }
  return before.id
}

async function add(ctx: Ctx, form: Form): Promise<string | null> {
  const { dealerId, phone, name, role, active } = form
  if (await isPhoneTaken(ctx.tx, phone, null)) {
    return null
  }
  const id = ctx.newId()
  const personId = await findOrCreatePerson(ctx, { phone, name })
  const worker = { id, dealerId, personId, phone, name, role, modules: [...form.modules], active }
  const inviteToken = newInviteToken(ctx)
  return (await insertWorker(ctx.tx, { ...worker, inviteToken }, ctx.now)) ? id : null
}
