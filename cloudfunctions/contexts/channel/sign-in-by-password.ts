import * as op from '@xietong/domain/channel/contract'
import { refuseAndKeep } from '@xietong/domain/kernel/result'
import { perform } from '../../runtime/context'
import { checkPassword } from '../identity'
import { start } from './open-dealer-session'
import { findSignIn } from './people-store'

/** DL-001: five wrong ones lock for 15 minutes; the other two ways in stay open meanwhile. */
export const signInByPassword = perform(op.signInByPassword, async (ctx, { phone, password }) => {
  const worker = await findSignIn(ctx.tx, phone)
  const subjectId = worker?.dealerPersonId ?? null
  const verdict = await checkPassword(ctx, { app: 'dealer', subjectId, name: phone, password })
  if (verdict === 'locked') {
    return refuseAndKeep('ACCOUNT_LOCKED')
  }
  return verdict === 'right' && worker ? start(ctx, worker, null) : refuseAndKeep('SIGN_IN_FAILED')
})
