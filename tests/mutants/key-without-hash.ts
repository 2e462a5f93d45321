import type { Rig } from '../rig/rig'

/**
 * Planted bug for A7: a known key is answered from its first call without a look at the body. The
 * first call runs on the real server.
 */
export function callByKeyAlone(call: Rig['call']): Rig['call'] {
  const answers = new Map<string, unknown>()
  return (async (token, name, input, from) => {
    const { requestId = '' } = input as { requestId?: string }
    const key = `${token} ${name} ${requestId}`
    const answer = answers.get(key) ?? (await call(token, name, input, from))
    answers.set(key, answer)
    return answer
  }) as Rig['call']
}
