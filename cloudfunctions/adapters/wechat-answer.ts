import type { PeerAnswer } from '../runtime/ports'
import { jsonOf, type RawAnswer, refused, unknown } from './peer-call'

/** WeChat answers HTTP 200 with an errcode; anything else says nothing about what it did. */
export function wechatAnswer<Value>(raw: RawAnswer, read: () => Value | null): PeerAnswer<Value> {
  if (raw.status !== 200) {
    return unknown(`HTTP ${raw.status}`)
  }
  const fields = jsonOf(raw.body)
  const code = fields?.errcode
  if (typeof code === 'number' && code !== 0) {
    return refused('wechat', String(code), String(fields?.errmsg ?? ''))
  }
  const value = read()
  return value === null ? unknown('应答内容不完整') : { kind: 'done', value }
}
