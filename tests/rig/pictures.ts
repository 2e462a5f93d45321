import type { Rig } from './rig'
import { newWechatUser, wechatCode } from './wechat'

/** One 1×1 PNG; what follows the picture is how the sandbox's check is told what to say. */
export const PNG_BYTES = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
type Mark = '' | 'SBX-RISKY' | 'SBX-REVIEW'

interface Sent {
  readonly mark?: Mark
  readonly access?: 'public' | 'private'
}

/** Uploads a picture as a page does and answers its id and state. */
export async function sendPicture(rig: Rig, token: string, { mark = '', access }: Sent = {}) {
  const bytes = Buffer.concat([PNG_BYTES, Buffer.from(mark)])
  const { fileId, uploadUrl } = await rig.do(token, 'files.createUpload', {
    name: 'crab.png',
    type: 'image/png',
    size: bytes.byteLength,
    ...(access ? { access } : {}),
  })
  const put = { method: 'PUT', headers: { 'content-type': 'image/png' }, body: bytes }
  const sent = await fetch(new URL(uploadUrl, rig.baseUrl), put)
  if (!sent.ok) {
    throw new Error(`upload failed: ${sent.status}`)
  }
  return rig.do(token, 'files.confirmUpload', { fileId })
}

/** A video by its first bytes. */
export const VIDEO_BYTES = Buffer.from('\0\0\0\x18ftypisom', 'latin1')

/** WeChat looks at no videos. */
export async function sendVideo(rig: Rig, token: string): Promise<string> {
  const bytes = VIDEO_BYTES
  const { fileId, uploadUrl } = await rig.do(token, 'files.createUpload', {
    name: 'crab.mp4',
    type: 'video/mp4',
    size: bytes.byteLength,
  })
  const put = { method: 'PUT', headers: { 'content-type': 'video/mp4' }, body: bytes }
  await fetch(new URL(uploadUrl, rig.baseUrl), put)
  await rig.do(token, 'files.confirmUpload', { fileId })
  return fileId
}

const ROUNDS = 40

/** Lets the jobs run and WeChat answer until nothing waits for an answer any more. */
export async function answerChecks(rig: Rig): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const { rows } = await rig.db.query(
      `select 1 from files.files where state = 'checking' and verdict is null
         and person_id is not null and asked > 0 limit 1`,
    )
    if (rows.length === 0) {
      return
    }
    await rig.advance(30_000)
    await rig.tick()
  }
  throw new Error('WeChat did not answer the picture checks')
}

/** A member whom WeChat knows, so that words and pictures can be checked; maybe one of this phone. */
export async function wechatMember(rig: Rig, phone?: string) {
  const user = await newWechatUser(rig, phone)
  const agreements = await rig.do(null, 'settings.listAgreements', {})
  const { token } = await rig.do(null, 'members.signInByWechat', {
    code: await wechatCode(rig, user.id),
    phoneCode: await wechatCode(rig, user.id, 'phone-code'),
    accepted: agreements.rows.map(({ kind, version }) => ({ kind, version })),
  })
  return { token, phone: user.phone, openId: user.openids.member }
}
