import { randomInt } from 'node:crypto'
import { ensureFirstAdmin } from '../../cloudfunctions/contexts/identity'
import type { Rig } from './rig'

/** The sandbox's record of messages that left; the code is read where it "arrived". */
export async function lastSmsCode(rig: Rig, phone: string): Promise<string> {
  const response = await fetch(`${rig.controlUrl}/_control/sms/outbox`)
  const { rows } = (await response.json()) as { rows: { to: string; text: string; at: string }[] }
  const code = rows
    .filter(({ to }) => to === phone)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ text }) => /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0])
    .filter((found) => found !== undefined)
    .at(-1)
  if (!code) {
    throw new Error(`no SMS code arrived for ${phone}`)
  }
  return code
}

export const randomPhone = () => `13${String(randomInt(1_000_000_000)).padStart(9, '0')}`

export async function acceptedAgreements(rig: Rig) {
  const { rows } = await rig.do(null, 'settings.listAgreements', {})
  return rows.map(({ kind, version }) => ({ kind, version }))
}

/** A new member, signed in by SMS like a person would. */
export async function signInMember(rig: Rig, phone = randomPhone(), invite?: string) {
  await rig.do(null, 'identity.requestSmsCode', { phone, app: 'member', purpose: 'sign-in' })
  const smsCode = await lastSmsCode(rig, phone)
  const { token } = await rig.do(null, 'members.signInBySms', {
    phone,
    smsCode,
    accepted: await acceptedAgreements(rig),
    ...(invite ? { invite } : {}),
  })
  return { token, phone }
}

export const ADMIN = { login: 'admin', password: 'Crab-2026-lake' }

/** The first super administrator, signed in. */
export async function signInAdmin(rig: Rig): Promise<string> {
  await ensureFirstAdmin(rig.deps, { ...ADMIN, mustChangePassword: false })
  const { token } = await rig.do(null, 'identity.signInConsole', ADMIN)
  return token
}
