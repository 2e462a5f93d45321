import type { Handler } from '../../runtime/context'
import { bindPhone } from './bind-phone'
import { createLevel } from './create-level'
import { deleteAddress } from './delete-address'
import { getInvite } from './get-invite'
import { getMyInvite } from './get-my-invite'
import { getMyProfile } from './get-my-profile'
import { listAddresses } from './list-addresses'
import { listLevels } from './list-levels'
import { listMembers } from './list-members'
import { parseAddress } from './parse-address'
import { revealPhone } from './reveal-phone'
import { saveAddress } from './save-address'
import { setDefaultAddress } from './set-default-address'
import { setMemberLevel } from './set-member-level'
import { signInBySms } from './sign-in-by-sms'
import { signInByWechat } from './sign-in-by-wechat'
import { updateLevel } from './update-level'
import { updateMyProfile } from './update-my-profile'

export const membersHandlers: Handler[] = [
  signInByWechat,
  signInBySms,
  bindPhone,
  getMyProfile,
  updateMyProfile,
  getMyInvite,
  getInvite,
  listAddresses,
  saveAddress,
  deleteAddress,
  setDefaultAddress,
  parseAddress,
  listLevels,
  createLevel,
  updateLevel,
  listMembers,
  setMemberLevel,
  revealPhone,
]
