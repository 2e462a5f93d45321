import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import {
  count,
  flag,
  id,
  instant,
  list,
  object,
  oneOf,
  optionalText,
  phone,
  text,
} from '../kernel/schema'
import { leadExport } from './exports'

export const leadStates = ['unassigned', 'following', 'converting', 'won', 'pool', 'lost'] as const
export const leadSources = ['self', 'company', 'online', 'referral'] as const
export const followUpStates = ['planned', 'overdue', 'done', 'cancelled'] as const
const reads = { sales: 'own' } as const

/** ST-001: only a phone that the console has entered as a salesperson. */
export const signInBySms = command('sales.signInBySms', {
  title: '销售端验证码登录',
  may: { anyone: true },
  input: { phone, smsCode: text(6), wechatCode: text(128).optional() },
  output: object({ token: text(64) }),
  refusals: ['SMS_CODE_WRONG', 'NOT_A_SALESPERSON'],
  limits: { perActor: '30/minute' },
})
/** ST-004: `supervisor` decides whether the department tab shows. */
export const getMe = query('sales.getMe', {
  title: '我的身份',
  may: reads,
  input: {},
  output: object({ employeeId: id, name: text(30), departmentName: text(30), supervisor: flag }),
  refusals: [],
})
export const listChoices = query('sales.listChoices', {
  title: '潜客选项',
  may: { sales: 'own', console: 'leads.read' },
  input: {},
  output: object({
    customerTypes: list(text(20), 50),
    stages: list(text(20), 20),
    forms: list(text(20), 20),
  }),
  refusals: [],
})

const leadFields = {
  name: text(30).meta({ title: '姓名' }),
  phone: phone.meta({ title: '手机号' }),
  customerType: text(20).meta({ title: '客户类型' }),
  region: optionalText(60).meta({ title: '地区' }),
  company: optionalText(60).meta({ title: '公司' }),
  need: optionalText(200).meta({ title: '需求' }),
  remark: optionalText(200).meta({ title: '备注' }),
  referrer: optionalText(30).meta({ title: '推荐人' }),
}
/** ST-014: source becomes 自己开拓; an existing phone is refused with who looks after it. */
export const createLead = command('sales.createLead', {
  title: '添加潜客',
  may: { sales: 'own' },
  input: leadFields,
  output: object({ leadId: id }),
  refusals: ['LEAD_EXISTS', 'DUPLICATE'],
})
const leadRow = object({
  id,
  name: text(30),
  maskedPhone: text(11),
  customerType: text(20),
  stage: text(20),
  state: oneOf(leadStates),
  source: oneOf(leadSources),
  keyLead: flag,
  lastFollowUpAt: instant.nullable(),
  nextFollowUpAt: instant.nullable(),
  overdue: flag,
  ownerName: text(30).nullable(),
  createdAt: instant,
})
const leadFilter = { keyword: text(30), state: oneOf(leadStates), due: oneOf(['today', 'overdue']) }
/** ST-016: only the employee's own. */
export const listMyLeads = query('sales.listMyLeads', {
  title: '我的潜客',
  may: reads,
  input: listInput(leadFilter, ['urgency', '-createdAt', 'createdAt']),
  output: listOutput(leadRow),
  refusals: [],
})
export const countMyLeads = query('sales.countMyLeads', {
  title: '我的潜客数量',
  may: reads,
  input: {},
  output: object({
    today: count(1e6),
    overdue: count(1e6),
    newThisMonth: count(1e6),
    all: count(1e6),
  }),
  refusals: [],
})
export const getMyLead = query('sales.getMyLead', {
  title: '潜客详情',
  may: reads,
  input: { leadId: id },
  output: object({
    ...leadFields,
    id,
    stage: text(20),
    state: oneOf(leadStates),
    source: oneOf(leadSources),
    keyLead: flag,
    createdAt: instant,
    followUps: list(
      object({
        id,
        at: instant,
        form: text(20),
        note: optionalText(500),
        result: optionalText(500),
        state: oneOf(followUpStates),
        byName: text(30),
        /** Of the first result: addresses of ten minutes. */
        pictureUrls: list(text(2_000), 9),
        /** What was added after the first result. */
        supplements: list(
          object({
            text: text(500),
            byName: text(30),
            at: instant,
            pictureUrls: list(text(2_000), 9),
          }),
          200,
        ),
      }),
      200,
    ),
  }),
  refusals: [],
})
/** First-tier dealers that are assigned to this salesperson. */
export const listMyCustomers = query('sales.listMyCustomers', {
  title: '我的合作客户',
  may: reads,
  input: listInput({ keyword: text(60) }, ['name']),
  output: listOutput(
    object({
      id,
      name: text(60),
      contact: text(30),
      maskedPhone: text(11),
      city: text(20),
      lastFollowUpAt: instant.nullable(),
    }),
  ),
  refusals: [],
})
/** ST-006: a future time makes it planned; a result makes it done at once. */
export const createFollowUp = command('sales.createFollowUp', {
  title: '新增跟踪',
  may: { sales: 'own' },
  input: {
    target: object({ kind: oneOf(['lead', 'customer']), id }),
    at: instant.meta({ title: '跟踪时间' }),
    form: text(20).meta({ title: '跟踪形式' }),
    note: optionalText(500).meta({ title: '注意事项' }),
    result: optionalText(500).meta({ title: '跟踪结果' }),
    stage: text(20).optional().meta({ title: '销售阶段' }),
  },
  output: object({ followUpId: id, state: oneOf(followUpStates) }),
  refusals: ['NOT_YOUR_CUSTOMER'],
})
/**
 * ST-012. The first result completes the entry; a later one is added as a supplement. `next` plans
 * the following contact. Refuses STATE_CONFLICT for a cancelled one.
 */
export const completeFollowUp = command('sales.completeFollowUp', {
  title: '填写跟踪结果',
  may: { sales: 'own' },
  input: {
    followUpId: id,
    result: text(500).meta({ title: '跟踪结果' }),
    stage: text(20).optional(),
    pictures: list(id, 9).optional().meta({ title: '图片' }),
    next: object({ at: instant, form: text(20) })
      .optional()
      .meta({ title: '下次跟踪' }),
  },
  output: object({ nextFollowUpId: id.nullable() }),
  refusals: ['STATE_CONFLICT', 'NOT_YOUR_CUSTOMER'],
})
const followUpSources = ['manual', 'auto'] as const
const followUpResult = object({
  id,
  text: text(500),
  pictures: list(id, 9),
  /** Addresses of ten minutes for those that the caller may see. */
  pictureUrls: list(text(2_000), 9),
  stage: text(20).nullable(),
  byName: text(30),
  at: instant,
})
/** ST-012: one own follow-up with every result that was added to it. */
export const getMyFollowUp = query('sales.getMyFollowUp', {
  title: '跟踪详情',
  may: reads,
  input: { followUpId: id },
  output: object({
    id,
    targetKind: oneOf(['lead', 'customer']),
    targetId: id,
    targetName: text(60),
    at: instant,
    form: text(20),
    note: optionalText(500),
    source: oneOf(followUpSources),
    state: oneOf(followUpStates),
    results: list(followUpResult, 200),
  }),
  refusals: [],
})
/** ST-011: `urgency` puts what is late first, then what lies ahead, then what is closed. */
export const listMyFollowUps = query('sales.listMyFollowUps', {
  title: '我的跟踪',
  may: reads,
  input: listInput(
    {
      state: oneOf(followUpStates),
      targetKind: oneOf(['lead', 'customer']),
      from: instant,
      to: instant,
    },
    ['at', '-at', 'urgency'],
  ),
  output: listOutput(
    object({
      id,
      targetKind: oneOf(['lead', 'customer']),
      targetId: id,
      targetName: text(60),
      at: instant,
      form: text(20),
      note: optionalText(500),
      result: optionalText(500),
      source: oneOf(followUpSources),
      state: oneOf(followUpStates),
    }),
  ),
  refusals: [],
})
/**
 * ST-026. The owner gives a lead up with a reason; its open follow-ups are cancelled. Refuses
 * LEAD_NOT_RELEASABLE when a conversion was applied for or is done.
 */
export const releaseLead = command('sales.releaseLead', {
  title: '释放到公海池',
  may: { sales: 'own' },
  input: { leadId: id, reason: text(100).meta({ title: '释放原因' }) },
  output: object({}),
  refusals: ['LEAD_NOT_RELEASABLE'],
})
/** ST-029: released and unassigned leads, phone masked, newest first. */
export const listPoolLeads = query('sales.listPoolLeads', {
  title: '公海潜客',
  may: reads,
  input: listInput({ keyword: text(30), customerType: text(20), from: instant, to: instant }, [
    '-createdAt',
    'createdAt',
  ]),
  output: listOutput(
    object({
      id,
      name: text(30),
      maskedPhone: text(11),
      customerType: text(20),
      region: optionalText(60),
      reason: optionalText(100),
      releasedAt: instant.nullable(),
      /** Until when this salesperson may not claim it: it was released by the same person. */
      blockedUntil: instant.nullable(),
      createdAt: instant,
    }),
  ),
  refusals: [],
})
/**
 * ST-031. The first who claims gets the lead and sees the phone; LEAD_TAKEN for everybody after.
 * RECLAIM_TOO_SOON within 3 days of the own release; OWN_LEADS_FULL at the limit of the settings.
 */
export const claimLead = command('sales.claimLead', {
  title: '划为我的客户',
  may: { sales: 'own' },
  input: { leadId: id },
  output: object({ leadId: id, phone }),
  refusals: ['LEAD_TAKEN', 'RECLAIM_TOO_SOON', 'OWN_LEADS_FULL'],
  limits: { perActor: '60/minute' },
})
/** ST-004: department figures are for supervisors only, also when called directly. */
export const getDepartmentFigures = query('sales.getDepartmentFigures', {
  title: '部门业绩',
  may: { sales: 'supervisor' },
  input: {},
  output: object({
    departmentName: text(30),
    rows: list(
      object({
        employeeId: id,
        name: text(30),
        leads: count(1e6),
        newThisMonth: count(1e6),
        followUpsThisMonth: count(1e6),
        overdue: count(1e6),
        customers: count(1e6),
      }),
      500,
    ),
  }),
  refusals: [],
})
export const listDepartmentLeads = query('sales.listDepartmentLeads', {
  title: '部门潜客',
  may: { sales: 'supervisor' },
  input: listInput({ ...leadFilter, employeeId: id }, ['-createdAt', 'createdAt']),
  output: listOutput(leadRow),
  refusals: [],
})
export const listLeads = query('sales.listLeads', {
  title: '潜客列表',
  may: { console: 'leads.read' },
  input: listInput(leadFilter, ['-createdAt', 'createdAt']),
  output: listOutput(leadRow),
  exports: leadExport,
  refusals: [],
})
/** Head office gives a first-tier dealer to a salesperson. */
export const assignCustomer = command('sales.assignCustomer', {
  title: '指派销售员',
  may: { console: 'leads.assign' },
  input: {
    dealerId: id,
    employeeId: id.nullable().meta({ title: '销售员' }),
    reason: optionalText(100),
  },
  output: object({}),
  refusals: ['NOT_ALLOWED_FOR_TIER'],
})
