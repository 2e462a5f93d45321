import type { Handler } from '../../runtime/context'
import { bindPhone } from './bind-phone'
import { changePhone } from './change-phone'
import { countMyMembers } from './count-my-members'
import { createLevel } from './create-level'
import { deleteAddress } from './delete-address'
import { deleteLevel } from './delete-level'
import { getInvite } from './get-invite'
import { getMember } from './get-member'
import { getMyInvite } from './get-my-invite'
import { getMyMember } from './get-my-member'
import { getMyProfile } from './get-my-profile'
import { listAddresses } from './list-addresses'
import { listLevels } from './list-levels'
import { listMembers } from './list-members'
import { listMyMembers } from './list-my-members'
import { parseAddress } from './parse-address'
import { resetPassword } from './reset-password'
import { revealPhone } from './reveal-phone'
import { saveAddress } from './save-address'
import { setDefaultAddress } from './set-default-address'
import { setMemberLevel } from './set-member-level'
import { setMemberState } from './set-member-state'
import { setMemberTags } from './set-member-tags'
import { signInByPassword } from './sign-in-by-password'
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
  countMyMembers,
  deleteLevel,
  getMember,
  getMyMember,
  listMyMembers,
  setMemberTags,
  signInByPassword,
  resetPassword,
  changePhone,
  setMemberState,
]
