import { fill } from '@xietong/domain/notify/fields'
import { groupTemplates } from '@xietong/domain/notify/group-templates'
import { messageTemplates } from '@xietong/domain/notify/templates'
import type { Deps } from '../../runtime/context'
import type { PeerAnswer } from '../../runtime/ports'
import type { Delivery } from './delivery-store'
import type { EventRow } from './event-store'
import { ended, type Sending } from './sending'

/** Channels that take plain words: group robot, WeCom account, mailbox. */
export async function sendPlain(deps: Deps, delivery: Delivery, event: EventRow): Promise<Sending> {
  switch (delivery.channel) {
    case 'robot':
      return sendToGroup(deps, event)
    case 'wecom':
      return sendToColleague(deps, delivery, event)
    case 'email':
      return sendMail(deps, delivery, event)
    default:
      return ended('failed', '模板不存在')
  }
}

async function sendToGroup(deps: Deps, event: EventRow): Promise<Sending> {
  const pattern = groupTemplates[event.code]?.robot
  return pattern === undefined
    ? ended('failed', '模板不存在')
    : sendingOf(await deps.ports.robot.send({ markdown: fill(pattern, event.variables) }))
}

async function sendToColleague(deps: Deps, delivery: Delivery, event: EventRow): Promise<Sending> {
  const template = messageTemplates[event.code]?.[delivery.app]
  if (!template?.wecom) {
    return ended('failed', '模板不存在')
  }
  if (delivery.phone === null) {
    return ended('skipped', '没有手机号，找不到企业微信成员')
  }
  const text = `${fill(template.title, event.variables)}\n${fill(template.text, event.variables)}`
  return sendingOf(await deps.ports.wecom.send({ phone: delivery.phone, text }))
}

async function sendMail(deps: Deps, delivery: Delivery, event: EventRow): Promise<Sending> {
  const template = groupTemplates[event.code]?.email
  if (template === undefined) {
    return ended('failed', '模板不存在')
  }
  const { email } = deps.ports
  const answer = await email.send({
    to: email.alarmAddress,
    subject: fill(template.subject, event.variables),
    text: fill(template.text, event.variables),
    messageKey: delivery.id,
  })
  return sendingOf(answer)
}

/** NT-004: time-outs, network errors and 5xx are tried again; a refusal only where it may be. */
function sendingOf(answer: PeerAnswer<null>): Sending {
  switch (answer.kind) {
    case 'done':
      return ended('sent')
    case 'unknown':
      return { kind: 'retry', reason: answer.message }
    case 'refused': {
      const reason = `${answer.code} ${answer.message}`
      return answer.retry ? { kind: 'retry', reason } : ended('failed', reason)
    }
  }
}
