import { randomUUID } from 'node:crypto'
import type { Rig } from '../rig/rig'

/**
 * Planted bug for A6: the key is looked up first, and written when the answer is known. Between the
 * two every equal request runs. The rest is the real server, which here gets another key for each
 * call.
 */
export function callWithLateKey(call: Rig['call']): Rig['call'] {
  const answers = new Map<string, unknown>()
  return (async (token, name, input, from) => {
    const { requestId = '' } = input as { requestId?: string }
    const key = `${token} ${name} ${requestId}`
    if (answers.has(key)) {
      return answers.get(key)
    }
    const answer = await call(token, name, { ...input, requestId: randomUUID() } as never, from)
    answers.set(key, answer)
    return answer
  }) as Rig['call']
}
