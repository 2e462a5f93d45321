import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { AppName } from './seed/people'

/**
 * Every secret of the sandbox. Names and identifiers carry SBX, so that the product can refuse them
 * in production and the sandbox can refuse real ones (IN-002). Made once and kept in the data
 * folder, because a callback in flight must still verify after a restart.
 */
export interface KeyFile {
  apps: Record<AppName, { appid: string; secret: string }>
  mchid: string
  merchantSerial: string
  merchantPrivateKey: string
  merchantPublicKey: string
  apiV3Key: string
  platformKeyId: string
  platformPrivateKey: string
  platformPublicKey: string
  /** The pair WeChat Pay signs with after a rotation (IN-041). */
  nextPlatformKeyId: string
  nextPlatformPrivateKey: string
  nextPlatformPublicKey: string
  /** A pair nobody trusts, for forged messages. */
  strangerPrivateKey: string
  sms: { secretId: string; secretKey: string; appId: string; signName: string }
  kuaidi: { key: string; customer: string; salt: string; secret: string }
  map: { key: string; secret: string }
  alipay: { appId: string; merchantPrivateKey: string; merchantPublicKey: string }
  sandpay: { mid: string; merchantPrivateKey: string; merchantPublicKey: string }
  storage: { secretId: string; secretKey: string }
  invoice: { appKey: string; appSecret: string }
  /** What WeChat signs and seals its events with. */
  wechatEvents: { token: string; aesKey: string }
  wecom: { corpId: string; agentId: string; secret: string; robotKey: string }
  mail: { user: string; password: string }
  switchPassword: string
  peppers: { card: string; code: string; session: string }
}

export interface Keys extends KeyFile {
  merchantPublic: KeyObject
  platformPrivate: KeyObject
  nextPlatformPrivate: KeyObject
  strangerPrivate: KeyObject
}

export async function openKeys(dataDir: string): Promise<Keys> {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'keys.json')
  if (!existsSync(file)) writeSecret(file, JSON.stringify(await makeKeys(), null, 2))
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<KeyFile>
  // A folder of an earlier version lacks the peers that came since.
  const keys = { ...messageKeys(), ...kept } as KeyFile
  if (!kept.wecom || !kept.mail || !kept.wechatEvents)
    writeSecret(file, JSON.stringify(keys, null, 2))
  return {
    ...keys,
    merchantPublic: createPublicKey(keys.merchantPublicKey),
    platformPrivate: createPrivateKey(keys.platformPrivateKey),
    nextPlatformPrivate: createPrivateKey(keys.nextPlatformPrivateKey),
    strangerPrivate: createPrivateKey(keys.strangerPrivateKey),
  }
}

async function makeKeys(): Promise<KeyFile> {
  // Four pairs at once: RSA keys are what a first start waits for.
  const pairs = await Promise.all([rsaPair(), rsaPair(), rsaPair(), rsaPair()])
  const [merchant, platform, next, stranger] = pairs
  return {
    apps: { member: appKeys('01'), dealer: appKeys('02'), sales: appKeys('03') },
    mchid: 'SBX1900008801',
    merchantSerial: `SBX${hex(18)}`.toUpperCase(),
    merchantPrivateKey: merchant.privateKey,
    merchantPublicKey: merchant.publicKey,
    apiV3Key: `SBX${hex(16)}`.slice(0, 32),
    platformKeyId: `PUB_KEY_ID_SBX${hex(10)}`.toUpperCase(),
    platformPrivateKey: platform.privateKey,
    platformPublicKey: platform.publicKey,
    nextPlatformKeyId: `PUB_KEY_ID_SBX${hex(10)}`.toUpperCase(),
    nextPlatformPrivateKey: next.privateKey,
    nextPlatformPublicKey: next.publicKey,
    strangerPrivateKey: stranger.privateKey,
    sms: {
      secretId: `SBXAKID${hex(14)}`,
      secretKey: `SBX${hex(14)}`,
      appId: 'SBX1400880001',
      signName: '蟹同',
    },
    kuaidi: {
      key: `SBX${hex(6)}`,
      customer: `SBX${hex(14)}`.toUpperCase(),
      salt: `SBX${hex(8)}`,
      secret: `SBX${hex(16)}`,
    },
    map: { key: `SBXMA-${hex(10)}`.toUpperCase(), secret: `SBX${hex(14)}` },
    alipay: { appId: 'SBX2021000880001', ...named(merchant) },
    sandpay: { mid: 'SBX6888800880001', ...named(merchant) },
    storage: { secretId: `SBXAKID${hex(14)}`, secretKey: `SBX${hex(14)}` },
    invoice: { appKey: `SBX${hex(8)}`, appSecret: `SBX${hex(16)}` },
    ...messageKeys(),
    switchPassword: `SBX${hex(8)}`,
    peppers: { card: `SBX${hex(32)}`, code: `SBX${hex(32)}`, session: `SBX${hex(32)}` },
  }
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

const messageKeys = (): Pick<KeyFile, 'wecom' | 'mail' | 'wechatEvents'> => ({
  wechatEvents: { token: `SBX${hex(12)}`, aesKey: `SBX${hex(20)}` },
  wecom: {
    corpId: 'SBXww88000000000001',
    agentId: '1000002',
    secret: `SBX${hex(18)}`,
    robotKey: `SBX-${hex(12)}`,
  },
  mail: { user: 'SBX-notice@mail.example', password: `SBX${hex(12)}` },
})

const appKeys = (number: string) => ({
  appid: `SBXwx88000000000${number}`,
  secret: `SBX${hex(15)}`,
})

const generate = promisify(generateKeyPair)

const rsaPair = (): Promise<{ publicKey: string; privateKey: string }> =>
  generate('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })

const named = (pair: { publicKey: string; privateKey: string }) => ({
  merchantPrivateKey: pair.privateKey,
  merchantPublicKey: pair.publicKey,
})

/** Readable by the owner only, on the disk before it is in place. */
function writeSecret(file: string, text: string): void {
  const next = `${file}.next`
  const fd = openSync(next, 'w', 0o600)
  writeSync(fd, text)
  fsyncSync(fd)
  closeSync(fd)
  renameSync(next, file)
}

const realLooking: readonly RegExp[] = [
  /^wx[0-9a-f]{16}$/,
  /^AKID/,
  /^[0-9]{8,10}$/,
  /^[A-Z0-9]{5}(-[A-Z0-9]{5}){5}$/,
  /^20[0-9]{14}$/,
]

/** Whether a credential is one of a real account, which must never reach a sandbox (IN-002). */
export const looksReal = (credential: string): boolean =>
  realLooking.some((pattern) => pattern.test(credential))
