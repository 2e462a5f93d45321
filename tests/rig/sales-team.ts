import { signInSales } from './cast'
import { randomPhone } from './people'
import type { Rig } from './rig'

export interface Seller {
  readonly employeeId: string
  readonly phone: string
  readonly token: string
}

export async function createDepartment(rig: Rig, admin: string, name: string): Promise<string> {
  return (await rig.do(admin, 'organisation.createDepartment', { name, parentId: null }))
    .departmentId
}

/** A salesperson of head office, signed in. */
export async function createSeller(
  rig: Rig,
  admin: string,
  {
    name,
    departmentId,
    supervisor = false,
  }: {
    name: string
    departmentId: string
    supervisor?: boolean
  },
): Promise<Seller> {
  const phone = randomPhone()
  const employee = { name, phone, departmentId, salesperson: true, supervisor }
  const { employeeId } = await rig.do(admin, 'organisation.createEmployee', employee)
  return { employeeId, phone, token: await signInSales(rig, phone) }
}

export const leadForm = (changes: object = {}) => ({
  name: '陈伟',
  phone: randomPhone(),
  customerType: '城市合伙人',
  region: '合肥',
  company: '',
  need: '',
  remark: '',
  referrer: '',
  ...changes,
})

export const addLead = (rig: Rig, by: Seller, changes: object = {}) =>
  rig.call(by.token, 'sales.createLead', leadForm(changes))

export async function addedLead(rig: Rig, by: Seller, changes: object = {}): Promise<string> {
  return (await rig.do(by.token, 'sales.createLead', leadForm(changes))).leadId
}

export const followUp = (
  rig: Rig,
  by: Seller,
  leadId: string,
  more: { at: Date; result?: string; stage?: string },
) =>
  rig.call(by.token, 'sales.createFollowUp', {
    target: { kind: 'lead', id: leadId },
    form: '电话',
    note: '',
    result: '',
    ...more,
    at: more.at.toISOString(),
  })
