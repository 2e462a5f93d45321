import { createCipheriv, createHash, createPublicKey, createSign, randomBytes } from 'node:crypto'
import { shanghaiStamp } from '../../core/clock'
import type { Json } from '../../core/json'
import type { PayDesk } from './records'

/**
 * The platform certificate of the older verification mode. node:crypto reads certificates but makes
 * none, so the few DER pieces of a self-signed one are written here.
 */
const YEAR_MS = 365 * 86400_000

export function certificatesAnswer(desk: PayDesk): Json {
  const { keys, clock } = desk.kit
  const from = new Date(clock.now().getTime() - 30 * 86400_000)
  const until = new Date(from.getTime() + 5 * YEAR_MS)
  const serial = certificateSerial(keys.platformPublicKey)
  const pem = selfSigned({
    serial,
    from,
    until,
    publicKey: keys.platformPublicKey,
    privateKey: keys.platformPrivateKey,
  })
  return {
    data: [
      {
        serial_no: serial,
        effective_time: shanghaiStamp(from),
        expire_time: shanghaiStamp(until),
        encrypt_certificate: sealed(pem, keys.apiV3Key),
      },
    ],
  }
}

/** 40 hexadecimal digits, the same for the same key. */
export const certificateSerial = (publicKey: string): string =>
  `5B${createHash('sha1').update(publicKey).digest('hex').slice(2)}`.toUpperCase()

function sealed(pem: string, apiV3Key: string): Json {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce)
  cipher.setAAD(Buffer.from('certificate'))
  const data = Buffer.concat([cipher.update(pem, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    algorithm: 'AEAD_AES_256_GCM',
    nonce,
    associated_data: 'certificate',
    ciphertext: data.toString('base64'),
  }
}

interface Draft {
  serial: string
  from: Date
  until: Date
  publicKey: string
  privateKey: string
}

/** A certificate that only its own key vouches for. */
export function selfSigned(draft: Draft): string {
  const algorithm = der(0x30, oid('2a864886f70d01010b'), der(0x05))
  const name = der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from('SBX Tenpay')))))
  const spki = createPublicKey(draft.publicKey).export({ type: 'spki', format: 'der' })
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from(draft.serial, 'hex')),
    algorithm,
    name,
    der(0x30, utcTime(draft.from), utcTime(draft.until)),
    name,
    spki,
  )
  const signature = createSign('RSA-SHA256').update(body).sign(draft.privateKey)
  const whole = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature))
  const base64 = whole.toString('base64').replace(/(.{64})/g, '$1\n')
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
}

const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))

const utcTime = (at: Date): Buffer => {
  const digits = at.toISOString().replace(/\D/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`))
}

/** Tag, length, content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const size = content.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
