import type { PeerAnswer } from '../runtime/ports'
import { jsonOf, type RawAnswer, refused, unknown } from './peer-call'

/**
 * WeCom says in `errcode` what it did: 0 is done, a missing one says nothing. `read` throws away
 * what is not needed and answers undefined when something that is needed is missing.
 */
export function wecomAnswer<Value>(
  peer: 'robot' | 'wecom',
  raw: RawAnswer,
  read: (fields: Record<string, unknown>) => Value | undefined,
): PeerAnswer<Value> {
  if (raw.status === 429) {
    return refused(peer, '45009', '请求过于频繁')
  }
  const fields = raw.status === 200 ? jsonOf(raw.body) : undefined
  if (typeof fields?.errcode !== 'number') {
    return unknown(raw.status === 200 ? '应答内容不完整' : `HTTP ${raw.status}`)
  }
  if (fields.errcode !== 0) {
    return refused(peer, String(fields.errcode), String(fields.errmsg ?? ''))
  }
  const value = read(fields)
  return value === undefined ? unknown('应答内容不完整') : { kind: 'done', value }
}
