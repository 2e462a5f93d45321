import { fieldValue, fill } from '@xietong/domain/notify/fields'
import type { SubscriptionSetting } from '@xietong/domain/notify/subscription-settings'
import type { Deps } from '../../runtime/context'
import { openIdOf } from '../identity'
import { raiseAlarm } from '../peers'
import {
  clearConsent,
  isBindingInvalid,
  markBindingInvalid,
  markTemplateFaulty,
  takeConsent,
} from './consent-store'
import { type Delivery, setConsentTaken } from './delivery-store'
import type { EventRow } from './event-store'
import { ended, type Sending } from './sending'

interface Content {
  readonly event: EventRow
  readonly content: SubscriptionSetting
}

/** IN-031, NT-037: one consent carries one message; without one the fallback applies. */
export async function sendSubscription(
  deps: Deps,
  delivery: Delivery,
  { event, content }: Content,
): Promise<Sending> {
  if (delivery.app === 'console') {
    return ended('skipped', '管理台没有订阅消息')
  }
  if (content.templateId !== delivery.template) {
    return ended('failed', '模板已更换')
  }
  const openId = await openIdOf(deps.db, delivery.person_id, delivery.app)
  const binding = { personId: delivery.person_id, app: delivery.app, openId: openId ?? '' }
  if (!openId || (await isBindingInvalid(deps.db, binding))) {
    return ended('no-consent', '没有绑定微信')
  }
  const consent = { personId: delivery.person_id, templateId: delivery.template }
  if (!delivery.consent_taken) {
    if (!(await takeConsent(deps.db, consent, deps.now()))) {
      return ended('no-consent', '没有剩余的订阅次数')
    }
    await setConsentTaken(deps.db, delivery.id)
  }
  const variables = { ...event.variables, id: event.subject_id }
  const answer = await deps.ports.wechat.sendSubscription({
    program: delivery.app,
    openId,
    templateId: delivery.template,
    page: fill(content.page, variables),
    data: Object.fromEntries(
      Object.entries(content.fields).map(([field, pattern]) => [
        field,
        fieldValue(field, fill(pattern, variables)),
      ]),
    ),
  })
  switch (answer.kind) {
    case 'done':
      return ended('sent')
    case 'unknown':
      return { kind: 'retry', reason: answer.message }
    case 'refused':
      return answer.retry
        ? { kind: 'retry', reason: `${answer.code} ${answer.message}` }
        : refusedFor(deps, { consent, binding }, answer)
  }
}

async function refusedFor(
  deps: Deps,
  about: {
    consent: { personId: string; templateId: string }
    binding: { personId: string; app: string; openId: string }
  },
  answer: { code: string; message: string },
): Promise<Sending> {
  const now = deps.now()
  const reason = `${answer.code} ${answer.message}`
  if (answer.code === '43101') {
    await clearConsent(deps.db, about.consent, now)
    return ended('no-consent', reason)
  }
  if (answer.code === '40003') {
    await markBindingInvalid(deps.db, about.binding, now)
    return ended('failed', reason)
  }
  if (answer.code === '47003' || answer.code === '40037') {
    await markTemplateFaulty(deps.db, { templateId: about.consent.templateId, error: reason }, now)
    await raiseAlarm(deps, {
      kind: 'template-faulty',
      peer: 'wechat',
      text: `订阅消息模板 ${about.consent.templateId} 有误：${reason}`,
    })
  }
  return ended('failed', reason)
}
