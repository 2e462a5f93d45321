import { updateDealer as declared } from '@xietong/domain/channel/contract'
import { dealerProblem, recordProblem } from '@xietong/domain/channel/tree'
import type { InputOf } from '@xietong/domain/kernel/operation'
import { ok, refuse } from '@xietong/domain/kernel/result'
import { type Ctx, perform } from '../../runtime/context'
import { isInScope } from '../../runtime/data-scope'
import { react } from '../../runtime/reactions'
import { keepPrivate } from '../files'
import { endSessions, findOrCreatePerson, refuseStale } from '../identity'
import { type DealerRecord, selectDealerRecord, updateDealerRecord } from './dealer-record-store'
import {
  type DealerFields,
  type DealerRow,
  isPhoneTaken,
  lockDealer,
  lockDiscountLadder,
  selectChildren,
  selectDealer,
  updateDealerFields,
} from './dealer-store'
import { refuseDiscount } from './discount-ladder'
import { lockOwner, updateWorker } from './people-store'

/** Changes a dealer's data, never its tier or parent; a new phone is the new sign-in (AD-031). */
export const updateDealer = perform(declared, async (ctx, input) => {
  await lockDiscountLadder(ctx.tx)
  const dealer = await lockDealer(ctx.tx, input.dealerId)
  if (!dealer || !(await isInScope(ctx, ctx.tx, dealer.id))) {
    return refuse('NOT_FOUND')
  }
  if (dealer.version !== input.version) {
    return refuseStale(ctx, { kind: 'dealer', id: dealer.id })
  }
  const incomplete = dealerProblem({ ...input, tier: dealer.tier })
  if (incomplete) {
    return refuse('VALIDATION_FAILED', { fields: incomplete })
  }
  if (await isPhoneTaken(ctx.tx, input.phone, dealer.id)) {
    return refuse('PHONE_TAKEN')
  }
  const misfit = input.discount === dealer.discount ? null : await refuseNew(ctx, dealer, input)
  if (misfit) {
    return misfit
  }
  const saved = await saveRecord(ctx, dealer, input)
  if (!saved.ok) {
    return saved
  }
  await updateDealerFields(ctx.tx, dealer.id, input)
  await keepOwner(ctx, dealer, input)
  const { id: dealerId, tier } = dealer
  await react(ctx, 'dealer.saved', { dealerId, tier, kind: input.kind, name: input.name })
  const { requestId: _key, ...after } = input
  ctx.audit({
    objectKind: 'dealer',
    objectId: dealerId,
    objectNo: input.name,
    before: { ...dealer, ...saved.value },
    after,
  })
  return ok({ version: dealer.version + 1 })
})

type Form = InputOf<typeof declared>

/** A dealer that stops being a store ships no more. */
const noShipping = { shipAddress: '', shipContact: '', shipPhone: '', printer: '' }

/** AD-031: writes what the form names and answers what stood there before. */
async function saveRecord(ctx: Ctx, dealer: DealerRow, form: Form) {
  const before = await selectDealerRecord(ctx.tx, dealer.id)
  const known = Object.keys(before) as (keyof DealerRecord)[]
  const named = known.filter((key) => form[key] !== undefined)
  const changes = Object.fromEntries(named.map((key) => [key, form[key]]))
  const kept = form.kind === 'store' ? before : { ...before, ...noShipping }
  const record: DealerRecord = { ...kept, ...changes }
  const fault = recordProblem({ ...record, kind: form.kind })
  if (fault) {
    return refuse('VALIDATION_FAILED', { fields: fault })
  }
  const { licence } = record
  if (licence && licence !== before.licence) {
    if (!(await keepPrivate(ctx, { ids: [licence], reader: 'dealers.read' }))) {
      return refuse('FILE_NOT_USABLE', { reason: '请重新上传营业执照' })
    }
  }
  if (named.length > 0 || dealer.kind !== form.kind) {
    await updateDealerRecord(ctx.tx, dealer.id, record)
  }
  return ok(before)
}

async function refuseNew(ctx: Ctx, dealer: DealerRow, input: DealerFields) {
  const parent = dealer.parentId ? await selectDealer(ctx.tx, dealer.parentId) : null
  const children = await selectChildren(ctx.tx, dealer.id)
  return refuseDiscount(ctx, input.discount, { parent, children })
}

/**
 * The owner signs in with the dealer's phone: a new one is another person, and old sessions end.
 */
async function keepOwner(ctx: Ctx, dealer: DealerRow, input: DealerFields): Promise<void> {
  const { phone, contact } = input
  if (phone === dealer.phone && contact === dealer.contact) {
    return
  }
  const owner = await lockOwner(ctx.tx, dealer.id)
  const personId = await findOrCreatePerson(ctx, { phone, name: contact })
  await updateWorker(ctx.tx, { ...owner, personId, phone, name: contact })
  if (phone !== dealer.phone) {
    await endSessions(ctx, { app: 'dealer', subjectId: owner.id })
  }
}
