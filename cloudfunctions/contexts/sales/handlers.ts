import type { Handler } from '../../runtime/context'
import { assignCustomer } from './assign-customer'
import { claimLead } from './claim-lead'
import { completeFollowUp } from './complete-follow-up'
import { countMyLeads } from './count-my-leads'
import { createFollowUp } from './create-follow-up'
import { createLead } from './create-lead'
import { getDepartmentFigures } from './get-department-figures'
import { getMe } from './get-me'
import { getMyFollowUp } from './get-my-follow-up'
import { getMyLead } from './get-my-lead'
import { listChoices } from './list-choices'
import { listDepartmentLeads } from './list-department-leads'
import { listLeads } from './list-leads'
import { listMyCustomers } from './list-my-customers'
import { listMyFollowUps } from './list-my-follow-ups'
import { listMyLeads } from './list-my-leads'
import { listPoolLeads } from './list-pool-leads'
import { releaseLead } from './release-lead'
import { setPassword } from './set-password'
import { signInByPassword } from './sign-in-by-password'
import { signInBySms } from './sign-in-by-sms'

export const salesHandlers: Handler[] = [
  signInBySms,
  signInByPassword,
  setPassword,
  getMe,
  listChoices,
  createLead,
  listMyLeads,
  countMyLeads,
  getMyLead,
  listMyCustomers,
  createFollowUp,
  completeFollowUp,
  getMyFollowUp,
  listMyFollowUps,
  releaseLead,
  listPoolLeads,
  claimLead,
  getDepartmentFigures,
  listDepartmentLeads,
  listLeads,
  assignCustomer,
]
