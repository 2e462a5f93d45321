import { randomBytes } from 'node:crypto'
import { shanghaiDay } from '../../core/clock'
import { type Json, listOf, textOf } from '../../core/json'
import type { SentSms, SmsDesk, SmsTemplate } from './records'
import type { ApiError } from './tc3'

interface Request {
  phones: string[]
  template: SmsTemplate
  params: string[]
  sign: string
  session: string
}

/** SendSms 2021-01-11 (IN-060, NT-115): a status per number, or one error for the whole call. */
export function sendSms(desk: SmsDesk, body: Json): Json | ApiError {
  const phones = listOf(body.PhoneNumberSet).map((phone) => textOf(phone))
  if (phones.length === 0) return wrong('MissingParameter', '缺少参数 PhoneNumberSet')
  if (phones.length > 200) {
    return wrong('LimitExceeded.PhoneNumberCountLimit', '单次提交的手机号个数不能超过 200 个')
  }
  if (textOf(body.SmsSdkAppId) !== desk.kit.keys.sms.appId) {
    return wrong('UnauthorizedOperation.SmsSdkAppIdVerifyFail', 'SmsSdkAppId 校验失败')
  }
  const sign = textOf(body.SignName)
  const template = desk.templates.get(textOf(body.TemplateId))
  const params = listOf(body.TemplateParamSet).map((param) => textOf(param))
  const session = textOf(body.SessionContext)
  const statuses = phones.map((phone) => {
    const problem = contentProblem(desk, { sign, template, params })
    if (problem || !template) return refused(phone, session, problem ?? noTemplate)
    return sendOne(desk, phone, { phones, template, params, sign, session })
  })
  return { SendStatusSet: statuses }
}

const wrong = (code: string, message: string): ApiError => ({ code, message })

const noTemplate = wrong('FailedOperation.TemplateIncorrectOrUnapproved', '模板未审批或内容不匹配')

interface Content {
  sign: string
  template: SmsTemplate | undefined
  params: string[]
}

function contentProblem(desk: SmsDesk, { sign, template, params }: Content): ApiError | undefined {
  if (desk.signs.get(sign)?.state !== 'approved') {
    return wrong('FailedOperation.SignatureIncorrectOrUnapproved', '签名未审批或格式错误')
  }
  if (template?.state !== 'approved') return noTemplate
  const places = new Set(template.content.match(/\{\d+\}/g) ?? []).size
  if (params.length !== places) {
    return wrong(
      'FailedOperation.TemplateParamSetNotMatchApprovedTemplate',
      '请求内容与审核通过的模板内容不匹配',
    )
  }
  for (const param of params) {
    if ([...param].length > 12) {
      return wrong(
        'InvalidParameterValue.TemplateParameterLengthLimit',
        '单个模板变量字符数超过 12 个字符',
      )
    }
    if (/https?:|www\.|[a-z0-9-]+\.(com|cn|net)/i.test(param)) {
      return wrong(
        'InvalidParameterValue.ProhibitedUseUrlInTemplateParameter',
        '禁止在模板变量中使用 URL',
      )
    }
  }
  return undefined
}

const refused = (phone: string, session: string, error: ApiError): Json => ({
  SerialNo: '',
  PhoneNumber: phone,
  Fee: 0,
  SessionContext: session,
  Code: error.code,
  Message: error.message,
  IsoCode: '',
})

function sendOne(desk: SmsDesk, phone: string, request: Request): Json {
  const text = filledText(request)
  const problem = numberProblem(desk, phone, request, text)
  if (problem) return refused(phone, request.session, problem)
  const now = desk.kit.clock.now()
  const serialNo = `2640:${Math.floor(now.getTime() / 1000)}${randomBytes(8).toString('hex')}`
  const { receipts, receiptDelayMs, balance } = desk.settings()
  const sms: SentSms = {
    serialNo,
    phone,
    templateId: request.template.id,
    params: request.params,
    text,
    session: request.session,
    at: now.toISOString(),
    receipt: receipts === 'none' ? 'none' : 'waiting',
  }
  desk.sent.put(serialNo, sms)
  const serials = desk.byPhone.get(phone)
  if (serials) serials.push(serialNo)
  else desk.byPhone.set(phone, [serialNo])
  if (balance > 0) desk.change({ balance: balance - 1 })
  // The provider repeats what it is asked to; the session context shows what was one event.
  if (request.session !== '') desk.kit.log.effect('sms', `${phone}/${request.session}`, now)
  if (receipts !== 'none') report(desk, sms, { result: receipts, delayMs: receiptDelayMs })
  return {
    SerialNo: serialNo,
    PhoneNumber: phone,
    Fee: 1,
    SessionContext: request.session,
    Code: 'Ok',
    Message: 'send success',
    IsoCode: 'CN',
  }
}

function filledText({ sign, template, params }: Request): string {
  const words = template.content.replace(/\{(\d+)\}/g, (_all, place: string) => {
    return params[Number(place) - 1] ?? ''
  })
  return `【${sign}】${words}`
}

function numberProblem(
  desk: SmsDesk,
  phone: string,
  request: Request,
  text: string,
): ApiError | undefined {
  if (!/^\+861[3-9]\d{9}$/.test(phone)) {
    return wrong('InvalidParameterValue.IncorrectPhoneNumber', '手机号格式错误')
  }
  if (desk.blacklist.get(phone) === true && request.template.kind !== 'code') {
    return wrong('FailedOperation.PhoneNumberInBlacklist', '手机号在免打扰名单库中')
  }
  const settings = desk.settings()
  if (settings.balance === 0) {
    return wrong('FailedOperation.InsufficientBalanceInSmsPackage', '套餐包余量不足')
  }
  if (request.template.kind === 'marketing' && isNight(desk)) {
    return wrong(
      'FailedOperation.MarketingSendTimeConstraint',
      '营销短信发送时间限制：8 点至 22 点',
    )
  }
  return limitProblem(desk, phone, text)
}

function isNight(desk: SmsDesk): boolean {
  const hour = new Date(desk.kit.clock.now().getTime() + 8 * 3600_000).getUTCHours()
  return hour < 8 || hour >= 22
}

/** The provider's own frequency limits for one number (IN-061). */
function limitProblem(desk: SmsDesk, phone: string, text: string): ApiError | undefined {
  const { gapSeconds, perHour, perDay, samePerDay } = desk.settings()
  const now = desk.kit.clock.now()
  const today = shanghaiDay(now)
  const earlier = (desk.byPhone.get(phone) ?? []).flatMap((serial) => desk.sent.get(serial) ?? [])
  const ageMs = (sms: SentSms) => now.getTime() - Date.parse(sms.at)
  const count = (fits: (sms: SentSms) => boolean) => earlier.filter(fits).length
  const sameDay = (sms: SentSms) => shanghaiDay(new Date(sms.at)) === today
  if (gapSeconds > 0 && count((sms) => ageMs(sms) < gapSeconds * 1000 && sms.text === text) > 0) {
    return wrong(
      'LimitExceeded.PhoneNumberThirtySecondLimit',
      '单个手机号 30 秒内下发短信条数超过设定的上限',
    )
  }
  if (perHour > 0 && count((sms) => ageMs(sms) < 3600_000) >= perHour) {
    return wrong(
      'LimitExceeded.PhoneNumberOneHourLimit',
      '单个手机号 1 小时内下发短信条数超过设定的上限',
    )
  }
  if (perDay > 0 && count(sameDay) >= perDay) {
    return wrong('LimitExceeded.PhoneNumberDailyLimit', '单个手机号日下发短信条数超过设定的上限')
  }
  if (samePerDay > 0 && count((sms) => sameDay(sms) && sms.text === text) >= samePerDay) {
    return wrong(
      'LimitExceeded.PhoneNumberSameContentDailyLimit',
      '单个手机号日下发相同内容超过设定的上限',
    )
  }
  return undefined
}

/** Owes the product a delivery receipt (IN-064). */
export function report(
  desk: SmsDesk,
  sms: SentSms,
  how: { result: 'delivered' | 'failed'; delayMs: number; errmsg?: string },
): void {
  const failed = how.result === 'failed'
  desk.kit.deliveries.enqueue({
    event: 'sms.report',
    key: sms.serialNo,
    url: desk.settings().reportUrl || desk.kit.world.hookUrl('sms/report'),
    delayMs: how.delayMs,
    content: {
      serialNo: sms.serialNo,
      mobile: sms.phone.replace('+86', ''),
      session: sms.session,
      report_status: failed ? 'FAIL' : 'SUCCESS',
      errmsg: how.errmsg ?? (failed ? 'MK:0001' : 'DELIVRD'),
      description: failed ? '用户停机或空号' : '用户短信送达成功',
    },
  })
}
