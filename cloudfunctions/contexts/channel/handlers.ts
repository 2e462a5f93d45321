import type { Handler } from '../../runtime/context'
import { createDealer } from './create-dealer'
import { drawInviteCode } from './draw-invite-code'
import { getDealer } from './get-dealer'
import { getInviteCode } from './get-invite-code'
import { getMyDealer } from './get-my-dealer'
import { getPriceLadder } from './get-price-ladder'
import { listDealerPeople } from './list-dealer-people'
import { listDealers } from './list-dealers'
import { listMyEarnings } from './list-my-earnings'
import { listOrderEarnings } from './list-order-earnings'
import { saveDealerPerson } from './save-dealer-person'
import { setDealerState } from './set-dealer-state'
import { setPassword } from './set-password'
import { signInByPassword } from './sign-in-by-password'
import { signInBySms } from './sign-in-by-sms'
import { signInByWechat } from './sign-in-by-wechat'
import { sumMyEarnings } from './sum-my-earnings'
import { updateDealer } from './update-dealer'

export const channelHandlers: Handler[] = [
  signInByWechat,
  signInBySms,
  signInByPassword,
  setPassword,
  getMyDealer,
  getInviteCode,
  drawInviteCode,
  listMyEarnings,
  sumMyEarnings,
  listOrderEarnings,
  listDealers,
  getDealer,
  getPriceLadder,
  listDealerPeople,
  createDealer,
  updateDealer,
  setDealerState,
  saveDealerPerson,
]
