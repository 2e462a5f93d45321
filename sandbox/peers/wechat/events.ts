import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { Delivery, OutgoingRequest } from '../../core/deliveries'
import type { PeerKit } from '../../core/peer'

const JSON_TYPE = { 'Content-Type': 'application/json' }

/** Answers of content checks go in the secure mode; the events of shipping go in the plain one. */
export function eventRequest(kit: PeerKit, delivery: Delivery, forged: boolean): OutgoingRequest {
  const text = JSON.stringify(delivery.content)
  if (delivery.event !== 'wxa_media_check') return { headers: JSON_TYPE, body: text }
  const { token, aesKey } = kit.keys.wechatEvents
  const { appid, ToUserName } = delivery.content as { appid: string; ToUserName: string }
  const Encrypt = seal(aesKey, text, appid)
  const timestamp = String(Math.floor(kit.clock.now().getTime() / 1000))
  const nonce = randomBytes(5).toString('hex')
  const sign = (...parts: string[]) =>
    createHash('sha1')
      .update([forged ? 'another-token' : token, ...parts].sort().join(''))
      .digest('hex')
  const query = new URLSearchParams({
    signature: sign(timestamp, nonce),
    timestamp,
    nonce,
    openid: '',
    encrypt_type: 'aes',
    msg_signature: sign(timestamp, nonce, Encrypt),
  })
  return {
    headers: JSON_TYPE,
    body: JSON.stringify({ ToUserName, Encrypt }),
    query: query.toString(),
  }
}

/** AES-256-CBC over random bytes, length, text and appid; blocks of 32 bytes. */
function seal(aesKey: string, text: string, appid: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(Buffer.byteLength(text))
  const plain = Buffer.concat([randomBytes(16), length, Buffer.from(text), Buffer.from(appid)])
  const pad = 32 - (plain.length % 32)
  const padded = Buffer.concat([plain, Buffer.alloc(pad, pad)])
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}
