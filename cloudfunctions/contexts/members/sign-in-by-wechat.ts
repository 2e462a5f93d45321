import { refuse } from '@xietong/domain/kernel/result'
import * as op from '@xietong/domain/members/contract'
import { type Ctx, performWithPeer } from '../../runtime/context'
import {
  askWechat,
  bindWechat,
  findOrCreatePerson,
  findPersonByWechat,
  givePhone,
  type WechatVisit,
} from '../identity'
import { refusalWithoutAgreements, signInMember } from './register'

/**
 * MB-004, MB-010: WeChat is not asked before the agreements are ticked; its code works only once.
 */
export const signInByWechat = performWithPeer(op.signInByWechat, {
  before: async (deps, { code, phoneCode, accepted }) =>
    (await refusalWithoutAgreements(deps.db, accepted)) ??
    askWechat(deps, 'member', { code, phoneCode }),
  run: async (ctx, { accepted, invite }, visit) => {
    if (!visit.ok) {
      return refuse(visit.code)
    }
    const personId = await personOfVisit(ctx, visit)
    return signInMember(ctx, { personId, accepted, invite, by: 'wechat' })
  },
})

/**
 * The same WeChat user always reaches the same account. A granted phone finds the account of that
 * phone for a new WeChat user, or fills a missing phone; a phone that belongs to another account
 * than this WeChat user's is left for the binding step, which asks before it merges (MB-005).
 */
async function personOfVisit(
  ctx: Ctx,
  { identity, phone }: Extract<WechatVisit, { ok: true }>,
): Promise<string> {
  const key = { program: 'member', ...identity } as const
  const known = await findPersonByWechat(ctx.tx, key)
  const wanted = known?.id ?? (await findOrCreatePerson(ctx, { phone }))
  const personId = await bindWechat(ctx, { ...key, personId: wanted })
  if (phone && known && known.phone === null) {
    await givePhone(ctx, personId, phone)
  }
  return personId
}
