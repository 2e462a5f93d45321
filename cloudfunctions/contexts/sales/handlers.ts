import type { Handler } from '../../runtime/context'
import { createLead } from './create-lead'
import { assignCustomer, getDepartmentFigures, listMyCustomers } from './customers'
import { completeFollowUp, createFollowUp, listMyFollowUps } from './follow-ups'
import { getMe } from './get-me'
import { countMyLeads, getMyLead, listDepartmentLeads, listLeads, listMyLeads } from './lead-lists'
import { listChoices } from './list-choices'
import { signInBySms } from './sign-in-by-sms'

export const salesHandlers: Handler[] = [
  signInBySms,
  getMe,
  listChoices,
  createLead,
  listMyLeads,
  countMyLeads,
  getMyLead,
  listMyCustomers,
  createFollowUp,
  completeFollowUp,
  listMyFollowUps,
  getDepartmentFigures,
  listDepartmentLeads,
  listLeads,
  assignCustomer,
]
