import type { Deps } from '../../runtime/context'
import type { PeerAnswer } from '../../runtime/ports'
import type { Program, WechatIdentity } from '../peers/port'

export type WechatRefusal = 'WECHAT_CODE_INVALID' | 'WECHAT_BLOCKED' | 'PEER_UNAVAILABLE'
export type WechatVisit =
  | { readonly ok: true; readonly identity: WechatIdentity; readonly phone: string | null }
  | { readonly ok: false; readonly code: WechatRefusal }

const USED_OR_OLD = ['40029', '40163']
const BLOCKED = '40226'

/** IN-022: a used or old code asks for a new one, a blocked user for another way in. */
function refusalOf(answer: Exclude<PeerAnswer<unknown>, { kind: 'done' }>): WechatRefusal {
  if (answer.kind === 'refused' && USED_OR_OLD.includes(answer.code)) {
    return 'WECHAT_CODE_INVALID'
  }
  return answer.kind === 'refused' && answer.code === BLOCKED
    ? 'WECHAT_BLOCKED'
    : 'PEER_UNAVAILABLE'
}

/**
 * Asks WeChat who visits a program and, when the user granted it, the phone. A phone that cannot be
 * read is null: the user can still bind one by SMS code and the account stays one (IN-023).
 */
export async function askWechat(
  deps: Deps,
  program: Program,
  { code, phoneCode }: { code: string; phoneCode?: string | undefined },
): Promise<WechatVisit> {
  const signedIn = await deps.ports.wechat.signIn(program, code)
  if (signedIn.kind !== 'done') {
    return { ok: false, code: refusalOf(signedIn) }
  }
  const phone = phoneCode ? await deps.ports.wechat.phoneNumber(program, phoneCode) : null
  return {
    ok: true,
    identity: signedIn.value,
    phone: phone?.kind === 'done' ? phone.value.phone : null,
  }
}
