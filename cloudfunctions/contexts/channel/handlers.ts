import type { Handler } from '../../runtime/context'
import { createDealer } from './create-dealer'
import { getDealer, listDealers } from './dealer-lists'
import { getInviteCode } from './get-invite-code'
import { getMyDealer } from './get-my-dealer'
import { listMyEarnings, listOrderEarnings, sumMyEarnings } from './my-earnings'
import { saveDealerPerson } from './save-dealer-person'
import { setDealerState } from './set-dealer-state'
import { setPassword } from './set-password'
import { signInByPassword, signInBySms, signInByWechat } from './sign-in'
import { updateDealer } from './update-dealer'

export const channelHandlers: Handler[] = [
  signInByWechat,
  signInBySms,
  signInByPassword,
  setPassword,
  getMyDealer,
  getInviteCode,
  listMyEarnings,
  sumMyEarnings,
  listOrderEarnings,
  listDealers,
  getDealer,
  createDealer,
  updateDealer,
  setDealerState,
  saveDealerPerson,
]
