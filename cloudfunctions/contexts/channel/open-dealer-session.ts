import { ok } from '@xietong/domain/kernel/result'
import type { Ctx } from '../../runtime/context'
import { bindWechat, openSession } from '../identity'
import type { WechatIdentity } from '../peers/port'
import type { findSignIn } from './people-store'

export type Worker = NonNullable<Awaited<ReturnType<typeof findSignIn>>>

export async function start(ctx: Ctx, worker: Worker, wechat: WechatIdentity | null) {
  const { dealerPersonId: subjectId, personId } = worker
  if (wechat) {
    await bindWechat(ctx, { program: 'dealer', ...wechat, personId, move: true })
  }
  ctx.audit({ objectKind: 'dealer-person', objectId: subjectId })
  return ok({ token: await openSession(ctx, { app: 'dealer', subjectId, personId }) })
}
