import type { Handler } from '../../runtime/context'
import { changePassword } from './change-password'
import { createAccount } from './create-account'
import { createRole } from './create-role'
import { getMe } from './get-me'
import { listAccounts } from './list-accounts'
import { listAuditEntries } from './list-audit-entries'
import { listRoles } from './list-roles'
import { requestSecondCode } from './request-second-code'
import { requestSmsCode } from './request-sms-code'
import { resetPassword } from './reset-password'
import { setAccountState } from './set-account-state'
import { signInConsole } from './sign-in-console'
import { signOut } from './sign-out'
import { updateAccount } from './update-account'
import { updateRole } from './update-role'

export const identityHandlers: Handler[] = [
  requestSmsCode,
  signInConsole,
  requestSecondCode,
  changePassword,
  signOut,
  getMe,
  listAccounts,
  createAccount,
  updateAccount,
  setAccountState,
  resetPassword,
  listRoles,
  createRole,
  updateRole,
  listAuditEntries,
]
