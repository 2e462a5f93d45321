import { ok, type Refusal, refuse, refuseAndKeep } from '@xietong/domain/kernel/result'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import { resolveInvite } from '../channel'
import { openSession, personOf } from '../identity'
import { currentAgreements } from '../settings'
import * as store from './member-store'

/** The texts that nobody uses the mall without having agreed to (MB-010). */
const REQUIRED = ['registration', 'service']
/** 20 characters: a mini-program code carries at most 32. */
const INVITE_BYTES = 15
const PLATFORM: store.Ownership = {
  inviterKind: null,
  inviterId: null,
  inviterName: null,
  dealerId: null,
  employeeId: null,
}

interface Acceptance {
  readonly kind: string
  readonly version: number
}

/** Refuses a sign-in that does not name the versions in force of both agreements as ticked. */
export async function refusalWithoutAgreements(
  reader: Reader,
  accepted: readonly Acceptance[],
): Promise<Refusal<'AGREEMENT_REQUIRED'> | null> {
  const current = await currentAgreements(reader)
  const missing = current.filter(
    ({ kind, version }) =>
      REQUIRED.includes(kind) &&
      !accepted.some((one) => one.kind === kind && one.version === version),
  )
  return missing.length > 0
    ? refuse('AGREEMENT_REQUIRED', { missing: missing.map((one) => one.kind) })
    : null
}

/** The acceptances that name a text in force; others are nobody's and are not stored. */
async function realAcceptances(ctx: Ctx, accepted: readonly Acceptance[]): Promise<Acceptance[]> {
  const current = await currentAgreements(ctx.tx)
  return current.filter(({ kind, version }) =>
    accepted.some((one) => one.kind === kind && one.version === version),
  )
}

/**
 * MB-002: dealer and employee pass on themselves, a member passes on the dealer but no employee. An
 * invite that is unknown or no longer valid leaves the member to the platform.
 */
async function ownershipBy(ctx: Ctx, token: string | undefined): Promise<store.Ownership> {
  if (token === undefined) {
    return PLATFORM
  }
  const member = await store.selectInviter(ctx.tx, token)
  if (member) {
    return {
      inviterKind: 'member',
      inviterId: member.id,
      inviterName: member.nickname,
      dealerId: member.dealerId,
      employeeId: null,
    }
  }
  const invite = await resolveInvite(ctx.tx, token)
  return invite
    ? {
        inviterKind: invite.employeeId ? 'employee' : 'dealer',
        inviterId: invite.employeeId ?? invite.dealerId,
        inviterName: invite.inviterName,
        dealerId: invite.dealerId,
        employeeId: invite.employeeId,
      }
    : PLATFORM
}

export interface Visit {
  readonly personId: string
  readonly accepted: readonly Acceptance[]
  readonly invite?: string | undefined
  readonly by: 'wechat' | 'sms'
}

/**
 * Signs a person in as a member, registering them at the first visit. Ownership is set only then:
 * an invite that somebody with an account opens changes nothing (MB-003).
 */
export async function signInMember(ctx: Ctx, visit: Visit) {
  const { personId, accepted } = visit
  const person = await personOf(ctx.tx, personId)
  const known = await store.selectByPerson(ctx.tx, personId)
  const isNew = known === null && (await insertNew(ctx, person, visit))
  const member = known ?? (await store.selectByPerson(ctx.tx, personId))
  if (!member) {
    throw new Error(`member missing for person ${personId}`)
  }
  if (member.state === 'closed') {
    return refuseAndKeep('MEMBER_CLOSED')
  }
  const bound = member.state === 'active' || person.phone !== null
  if (bound && member.state === 'unbound') {
    await store.markBound(ctx.tx, member.id, personId)
  }
  await store.insertAcceptances(ctx.tx, member.id, await realAcceptances(ctx, accepted), ctx.now)
  ctx.audit({ objectKind: 'member', objectId: member.id, after: { isNew } })
  const token = await openSession(ctx, { app: 'member', subjectId: member.id, personId })
  return ok({ token, phoneNeeded: !bound, isNew })
}

async function insertNew(
  ctx: Ctx,
  person: { id: string; phone: string | null },
  { invite, by }: Visit,
): Promise<boolean> {
  const ownership = await ownershipBy(ctx, invite)
  const id = ctx.newId()
  const nickname = person.phone ? `会员${person.phone.slice(-4)}` : '微信用户'
  const inserted = await store.insertMember(ctx.tx, {
    ...ownership,
    id,
    personId: person.id,
    nickname,
    state: person.phone ? 'active' : 'unbound',
    inviteToken: Buffer.from(ctx.deps.random.bytes(INVITE_BYTES)).toString('base64url'),
    registeredBy: by,
    now: ctx.now,
  })
  if (inserted && ownership.dealerId) {
    ctx.emit({
      code: 'member.joined',
      subject: { kind: 'member', id },
      variables: { customer: nickname },
      to: [{ kind: 'dealer', id: ownership.dealerId }],
    })
  }
  return inserted
}
