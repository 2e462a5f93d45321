import { currentPage, open } from '../device/navigate'
import { useSession } from './session'

/** Every app keeps its sign-in page here, so that the kit can lead there. */
export const SIGN_IN = 'identity/sign-in/index'

/** Opens the sign-in page over the present one, so that going back returns to it. */
export function askToSignIn(): void {
  if (currentPage() !== SIGN_IN) open(SIGN_IN)
}

/** True when signed in; otherwise leads to the sign-in page. For buttons of public pages. */
export function ensureSignedIn(): boolean {
  if (useSession.getState().token !== null) return true
  askToSignIn()
  return false
}
