import { needsPerson } from '@xietong/domain/peers/retry'
import { traceNoFrom } from '@xietong/domain/peers/trace'
import { createTransport } from 'nodemailer'
import { currentTrace } from '../contexts/peers'
import type { EmailPort } from '../contexts/peers/port'
import type { Config } from '../runtime/config'
import type { PeerTools } from '../runtime/peer-tools'
import type { PeerAnswer } from '../runtime/ports'
import { alarm, refused, unknown } from './peer-call'

/** IN-008: 2 s to connect, 5 s for each answer. */
const CONNECT_MS = 2_000
const ANSWER_MS = 5_000

/**
 * E-mail by SMTP (NT-046). The Message-ID is the key of the message, so that a mailbox shows a
 * repeated one once. Certificates are always verified.
 */
export function createEmailClient(tools: PeerTools): EmailPort {
  const { SMTP_URL, MAIL_FROM, ALARM_EMAIL } = tools.config
  const transport = SMTP_URL === '' ? null : openTransport(tools.config)
  return {
    off: transport === null ? '尚未配置邮件服务器' : null,
    alarmAddress: ALARM_EMAIL,
    async send({ to, subject, text, messageKey }) {
      if (transport === null) {
        return refused('email', 'OFF', '尚未配置邮件服务器')
      }
      const started = performance.now()
      const domain = MAIL_FROM.split('@')[1] ?? 'localhost'
      const answer = await transport
        .sendMail({ from: MAIL_FROM, to, subject, text, messageId: `<${messageKey}@${domain}>` })
        .then((): PeerAnswer<null> => ({ kind: 'done', value: null }), judge)
      await record(tools, answer, Math.round(performance.now() - started))
      return answer
    },
  }
}

function openTransport({ SMTP_URL, SMTP_USER: user, SMTP_PASSWORD: pass }: Config) {
  const { protocol, hostname, port } = new URL(SMTP_URL)
  const secure = protocol === 'smtps:'
  return createTransport({
    host: hostname,
    port: Number(port) || (secure ? 465 : 25),
    secure,
    ignoreTLS: !secure,
    auth: { user, pass },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    // A text can never make the server read its own files or call addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** A numbered refusal is certain; a connection that broke or stayed silent says nothing. */
function judge(error: unknown): PeerAnswer<null> {
  const { code, responseCode, message } = error as {
    code?: string
    responseCode?: number
    message: string
  }
  if (typeof responseCode === 'number') {
    return refused('email', String(responseCode), message)
  }
  return code === 'EAUTH' ? refused('email', 'EAUTH', message) : unknown(message)
}

async function record(
  tools: PeerTools,
  answer: PeerAnswer<null>,
  durationMs: number,
): Promise<void> {
  const id = tools.newId()
  const certain = answer.kind === 'refused' ? `${answer.code} ${answer.message}` : ''
  await tools.recordCall(tools, {
    id,
    at: tools.now(),
    peer: 'email',
    call: 'send-mail',
    traceNo: currentTrace() ?? traceNoFrom(id),
    outcome: answer.kind === 'done' ? 'ok' : answer.kind,
    status: answer.kind === 'refused' ? Number(answer.code) || 0 : 0,
    durationMs,
    note: answer.kind === 'unknown' ? answer.message : certain,
  })
  if (answer.kind === 'refused' && needsPerson('email', answer.code)) {
    await alarm(tools, {
      kind: 'peer-refused',
      peer: 'email',
      text: `send-mail 被拒绝：${certain}`,
    })
  }
}
