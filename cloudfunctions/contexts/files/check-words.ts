import type { Deps } from '../../runtime/context'
import { openIdOf } from '../identity'
import type { CheckScene, Program, Suggestion } from '../peers/port'

interface Words {
  readonly program: Program
  readonly personId: string
  readonly scene: CheckScene
  readonly text: string
}

/**
 * What WeChat says of words that others will read: `unknown` when it did not answer, null when it
 * does not know the person, so that it cannot be asked. With no transaction open.
 */
export async function checkWords(deps: Deps, words: Words): Promise<Suggestion | 'unknown' | null> {
  const { program, personId, scene, text } = words
  if (text.trim() === '') {
    return 'pass'
  }
  const openId = await openIdOf(deps.db, personId, program)
  if (!openId) {
    return null
  }
  const answer = await deps.ports.wechat.checkText(program, { openId, scene, text })
  return answer.kind === 'done' ? answer.value.suggestion : 'unknown'
}
