import { randomUUID } from 'node:crypto'
import { codeAt, stepAt } from '../../cloudfunctions/contexts/identity/one-time-code'
import type { Rig } from './rig'

type Call = Rig['call']
interface SignIn {
  readonly login: string
  readonly password: string
  readonly browser?: string
}

/** The newest code that arrived at a phone of which only the ends are known. */
async function arrivedCode(controlUrl: string, maskedPhone: string): Promise<string> {
  const response = await fetch(`${controlUrl}/_control/sms/outbox`)
  const { rows } = (await response.json()) as { rows: { to: string; text: string }[] }
  const [head = '', tail = ''] = maskedPhone.split('****')
  const mine = rows.filter(({ to }) => to.startsWith(head) && to.endsWith(tail))
  return /\d{6}/.exec(mine.at(-1)?.text ?? '')?.[0] ?? ''
}

/**
 * Console people of the tests answer the second factor as a person does: the first time with an
 * authenticator or the code on their phone, afterwards from the same browser. A test that names a
 * `browser` itself is left alone.
 */
export function answeringSecondFactor(call: Call, controlUrl: string, now: () => Date): Call {
  const browsers = new Map<string, string>()
  const secrets = new Map<string, string>()
  const codeFor = async ({ login, password }: SignIn, asked: Record<string, unknown>) => {
    if (asked.way === 'sms') {
      await call(null, 'identity.requestSecondCode', { login, password })
      return arrivedCode(controlUrl, String(asked.maskedPhone))
    }
    const secret = String(asked.secret ?? secrets.get(login))
    secrets.set(login, secret)
    return codeAt(secret, stepAt(now()))
  }
  const signIn = async (input: SignIn, from?: string) => {
    if ('browser' in input) {
      return call(null, 'identity.signInConsole', input, from)
    }
    const browser = browsers.get(input.login)
    const known = browser ? { ...input, browser } : input
    let answer = await call(null, 'identity.signInConsole', known, from)
    if (!answer.ok && answer.code === 'SECOND_FACTOR_NEEDED') {
      const secondCode = await codeFor(input, answer.detail)
      const again = { ...input, requestId: randomUUID(), secondCode }
      answer = await call(null, 'identity.signInConsole', again, from)
    }
    if (answer.ok && answer.value.browser) {
      browsers.set(input.login, answer.value.browser)
    }
    return answer
  }
  return ((token, name, input, from) =>
    name === 'identity.signInConsole'
      ? signIn(input as unknown as SignIn, from)
      : call(token, name, input, from)) as Call
}
