import * as op from '@xietong/domain/channel/contract'
import { refuse } from '@xietong/domain/kernel/result'
import { performWithPeer } from '../../runtime/context'
import { askWechat } from '../identity'
import { start } from './open-dealer-session'
import { findSignIn } from './people-store'

/** DL-001: the phone that WeChat vouches for decides; nobody is registered by signing in. */
export const signInByWechat = performWithPeer(op.signInByWechat, {
  before: (deps, input) => askWechat(deps, 'dealer', input),
  run: async (ctx, _input, visit) => {
    if (!visit.ok) {
      return refuse(visit.code)
    }
    if (visit.phone === null) {
      return refuse('WECHAT_CODE_INVALID')
    }
    const worker = await findSignIn(ctx.tx, visit.phone)
    return worker ? start(ctx, worker, visit.identity) : refuse('NOT_A_DEALER')
  },
})
