import { codeAt, stepAt } from '../../cloudfunctions/contexts/identity/one-time-code'
import type { Rig } from './rig'

type Call = Rig['call']
interface SignIn {
  readonly login: string
  readonly password: string
  readonly browser?: string
}

/**
 * Console people of the tests answer the second factor as a person does: the first time with an
 * authenticator, afterwards from the same browser. A test that names a `browser` itself is left
 * alone.
 */
export function answeringSecondFactor(call: Call, now: () => Date): Call {
  const browsers = new Map<string, string>()
  const signIn = async (input: SignIn, from?: string) => {
    if ('browser' in input) {
      return call(null, 'identity.signInConsole', input, from)
    }
    const browser = browsers.get(input.login)
    const known = browser ? { ...input, browser } : input
    let answer = await call(null, 'identity.signInConsole', known, from)
    if (!answer.ok && answer.code === 'SECOND_FACTOR_NEEDED' && answer.detail.way === 'enrol') {
      const secondCode = codeAt(String(answer.detail.secret), stepAt(now()))
      answer = await call(null, 'identity.signInConsole', { ...input, secondCode }, from)
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
