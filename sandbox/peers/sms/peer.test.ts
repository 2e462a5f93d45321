import type { Json } from '../../core/json'
import { openTestSandbox, type TestSandbox } from '../../testing/open'
import { type Receiver, startReceiver } from '../../testing/receiver'
import { sendSmsCall } from '../../testing/sms'

let box: TestSandbox
let hook: Receiver

beforeEach(async () => {
  box = await openTestSandbox()
  hook = await startReceiver()
  hook.answer(200, '{"result":0,"errmsg":"OK"}')
  await box.act('sms', 'set', {
    reportUrl: `${hook.url}/report`,
    replyUrl: `${hook.url}/reply`,
    receiptDelayMs: 50,
  })
})

afterEach(async () => {
  await box.end()
  await hook.close()
})

const statusOf = (answer: Json): Json => (answer.SendStatusSet as Json[])[0] ?? {}
const codeOf = (answer: Json): unknown => statusOf(answer).Code

test('NT-115 checks signature and template, gives serials, receipts and replies', async () => {
  const forged = await sendSmsCall(box, {}, 'SBXwrong-key')
  expect(forged.Error).toMatchObject({ Code: 'AuthFailure.SignatureFailure' })
  expect(codeOf(await sendSmsCall(box, { SignName: '别家' }))).toBe(
    'FailedOperation.SignatureIncorrectOrUnapproved',
  )
  expect(codeOf(await sendSmsCall(box, { TemplateId: '404' }))).toBe(
    'FailedOperation.TemplateIncorrectOrUnapproved',
  )
  await box.act('sms', 'template', { id: '9', content: '测试 {1}', state: 'pending' })
  const pending = { TemplateId: '9', TemplateParamSet: ['一'] }
  expect(codeOf(await sendSmsCall(box, pending))).toBe(
    'FailedOperation.TemplateIncorrectOrUnapproved',
  )
  const sent = statusOf(await sendSmsCall(box))
  expect(sent).toMatchObject({ Code: 'Ok', SessionContext: 'event-1' })
  expect(sent.SerialNo).not.toBe('')
  const [delivered] = JSON.parse((await hook.until(1))[0]?.body ?? '[]') as Json[]
  expect(delivered).toMatchObject({
    sid: sent.SerialNo,
    report_status: 'SUCCESS',
    mobile: '13812342207',
  })

  await box.act('sms', 'set', { receipts: 'failed', receiptDelayMs: 3_600_000 })
  const late = statusOf(await sendSmsCall(box, { PhoneNumberSet: ['+8613812342208'] }))
  await new Promise((done) => setTimeout(done, 100))
  expect(hook.calls).toHaveLength(1)
  await box.control('POST', '/clock', { advanceMs: 3_700_000 })
  const [failed] = JSON.parse((await hook.until(2))[1]?.body ?? '[]') as Json[]
  expect(failed).toMatchObject({ sid: late.SerialNo, report_status: 'FAIL' })

  await box.act('sms', 'reply', { phone: '13812342207', text: '退订' })
  expect(JSON.parse((await hook.until(3))[2]?.body ?? '{}')).toMatchObject({
    mobile: '13812342207',
    text: '退订',
  })
  const { rows } = (await box.control('GET', '/sms/outbox')) as { rows: Json[] }
  expect(rows[0]).toMatchObject({
    to: '13812342207',
    text: '【蟹同】验证码 384216，5 分钟内有效。请勿告诉他人。',
  })
})

test('the provider limits a number and refuses links, long words and a black list', async () => {
  expect(codeOf(await sendSmsCall(box))).toBe('Ok')
  expect(codeOf(await sendSmsCall(box))).toBe('LimitExceeded.PhoneNumberThirtySecondLimit')
  for (const code of ['100001', '100002', '100003', '100004']) {
    expect(codeOf(await sendSmsCall(box, { TemplateParamSet: [code, '5'] }))).toBe('Ok')
  }
  expect(codeOf(await sendSmsCall(box, { TemplateParamSet: ['100005', '5'] }))).toBe(
    'LimitExceeded.PhoneNumberOneHourLimit',
  )
  const other = { PhoneNumberSet: ['+8613812342208'], TemplateId: '1000003' }
  expect(
    codeOf(
      await sendSmsCall(box, { ...other, TemplateParamSet: ['1234567890123', '顺丰', 'SF1'] }),
    ),
  ).toBe('InvalidParameterValue.TemplateParameterLengthLimit')
  expect(
    codeOf(await sendSmsCall(box, { ...other, TemplateParamSet: ['a.com/x', '顺丰', 'SF1'] })),
  ).toBe('InvalidParameterValue.ProhibitedUseUrlInTemplateParameter')
  await box.act('sms', 'blacklist', { phone: '13812342208' })
  expect(
    codeOf(await sendSmsCall(box, { ...other, TemplateParamSet: ['A1', '顺丰', 'SF1'] })),
  ).toBe('FailedOperation.PhoneNumberInBlacklist')
  expect(codeOf(await sendSmsCall(box, { PhoneNumberSet: ['+8613812342208'] }))).toBe('Ok')
})

test('the same session context twice shows as a doubled effect', async () => {
  await sendSmsCall(box)
  await sendSmsCall(box, { TemplateParamSet: ['111111', '5'] })
  const doubles = await box.control('GET', '/sms/effects?double=1')
  expect(doubles.value).toMatchObject([{ kind: 'sms', count: 2 }])
})
