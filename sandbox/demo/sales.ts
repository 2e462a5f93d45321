import type { DemoWorld } from './parts'
import { personOf, signInSales } from './people'

/** The brand's own sales team: a department, a supervisor and a salesperson with leads. */
export async function makeSales(world: DemoWorld, customerId: string): Promise<void> {
  const { caller, admin } = world
  const { departmentId } = await caller.call(
    { name: 'organisation.createDepartment', as: admin, key: 'east' },
    { name: '华东销售部', parentId: null },
  )
  const employee = async (user: string, supervisor: boolean) => {
    const { name, phone } = personOf(user)
    const { employeeId } = await caller.call(
      { name: 'organisation.createEmployee', as: admin, key: user },
      { name, phone, departmentId, salesperson: true, supervisor },
    )
    return employeeId
  }
  await employee('qian-yunting', true)
  const employeeId = await employee('lu-zijin', false)
  await caller.call(
    { name: 'sales.assignCustomer', as: admin, key: 'lakeside' },
    { dealerId: customerId, employeeId, reason: '' },
  )
  await makeLeads(world)
}

const leads = [
  { key: 'xintai', name: '钱信泰', phone: '13612340001', company: '苏州信泰集团 工会', hours: 2 },
  { key: 'yushan', name: '段虞山', phone: '13612340002', company: '常熟虞山宾馆', hours: -20 },
  { key: 'jinji', name: '柳金鸡', phone: '13612340003', company: '金鸡湖国际会议中心', hours: 50 },
] as const

async function makeLeads(world: DemoWorld): Promise<void> {
  const { caller, sandbox } = world
  const token = await signInSales(world, 'lu-zijin')
  const choices = await caller.ask('sales.listChoices', token, {})
  const customerType = choices.customerTypes[0] ?? ''
  const form = choices.forms[0] ?? ''
  for (const { key, hours, ...lead } of leads) {
    const { leadId } = await caller.call(
      { name: 'sales.createLead', as: token, key },
      {
        ...lead,
        customerType,
        region: '江苏省 苏州市',
        need: '中秋员工福利，意向提货卡',
        remark: '',
        referrer: '',
      },
    )
    // From today's point of view: one soon, one that was missed, one the day after tomorrow.
    const at = new Date(sandbox.clock.real().getTime() + hours * 3_600_000).toISOString()
    await caller.ask('sales.createFollowUp', token, {
      target: { kind: 'lead', id: leadId },
      at,
      form,
      note: '带样卡与报价单',
      result: '',
    })
  }
}
