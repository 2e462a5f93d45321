import { readStored, writeStored } from '@xietong/ui/device/storage'

const KEY = 'invite'

/**
 * An invite that was opened waits on this device until somebody registers. A mini-program code
 * carries it as `scene`, a shared page as `invite`.
 */
export function rememberInvite(query: Readonly<Record<string, unknown>>): void {
  const raw = query.scene ?? query.invite
  if (typeof raw !== 'string' || raw === '') return
  const token = inviteToken(raw)
  if (token) writeStored(KEY, token)
}

/** `scene` may be the token itself or `i=<token>`, and WeChat leaves it percent-encoded. */
export function inviteToken(raw: string): string | null {
  let text = raw
  try {
    text = decodeURIComponent(raw)
  } catch {
    text = raw
  }
  const token = text.replace(/^(i|invite|t)=/, '')
  return /^[\w.-]{1,32}$/.test(token) ? token : null
}

export const waitingInvite = (): string | null => readStored<string>(KEY)
export const forgetInvite = (): void => writeStored(KEY, null)
