import type { Program } from '../contexts/peers/port'
import type { PeerTools } from '../runtime/peer-tools'
import type { PeerAnswer } from '../runtime/ports'
import { askPeer, type RawAnswer } from './peer-call'
import { wechatAnswer } from './wechat-answer'
import { type AppKeys, createAccessTokens } from './wechat-token'

export interface TokenCall {
  readonly call: string
  readonly path: string
  /** Absent = a reading call (GET). */
  readonly body?: Readonly<Record<string, unknown>>
}

/** A token that WeChat no longer takes; the call is repeated once with a new one (IN-021). */
const STALE_TOKEN = ['40001', '42001', '40014']

export interface TokenCalls {
  /** One call with the program's access token; `read` answers null for an incomplete body. */
  ask<Value>(
    program: Program,
    call: TokenCall,
    read: (raw: RawAnswer) => Value | null,
  ): Promise<PeerAnswer<Value>>
  /** A call whose whole answer is that errcode is 0. */
  tell(program: Program, call: TokenCall): Promise<PeerAnswer<null>>
}

export function withTokens(tools: PeerTools, apps: Readonly<Record<Program, AppKeys>>): TokenCalls {
  const base = tools.config.WECHAT_API_BASE.replace(/\/$/, '')
  const tokens = createAccessTokens(tools)

  const once = <Value>(token: string, call: TokenCall, read: (raw: RawAnswer) => Value | null) =>
    askPeer<Value>(
      tools,
      {
        peer: 'wechat',
        call: call.call,
        url: `${base}${call.path}?access_token=${encodeURIComponent(token)}`,
        ...(call.body
          ? {
              method: 'POST' as const,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify(call.body),
            }
          : { method: 'GET' as const, headers: {} }),
      },
      (raw) => wechatAnswer(raw, () => read(raw)),
    )
  const ask: TokenCalls['ask'] = async (program, call, read) => {
    const token = await tokens.get(apps[program])
    if (token.kind !== 'done') {
      return token
    }
    const first = await once(token.value, call, read)
    if (first.kind !== 'refused' || !STALE_TOKEN.includes(first.code)) {
      return first
    }
    await tokens.drop(apps[program], token.value)
    const renewed = await tokens.get(apps[program])
    return renewed.kind === 'done' ? once(renewed.value, call, read) : renewed
  }
  return {
    ask,
    async tell(program, call) {
      const answer = await ask(program, call, () => true)
      return answer.kind === 'done' ? { kind: 'done', value: null } : answer
    },
  }
}
