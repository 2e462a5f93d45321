import { createCaller } from '@xietong/client/caller'
import { requestKey } from '@xietong/client/request-key'
import { random, wait } from '../device/clock'
import { send } from '../device/network'
import { signOut, useSession } from '../session/session'
import { askToSignIn } from '../session/sign-in-page'

export const newKey = (): string => requestKey(random)

/** The caller of this app. A session that the server ended leads to the sign-in page. */
export const api = createCaller({
  transport: send,
  base: API_BASE,
  token: () => useSession.getState().token,
  onSignedOut: () => {
    signOut(true)
    askToSignIn()
  },
  newKey,
  wait,
})
