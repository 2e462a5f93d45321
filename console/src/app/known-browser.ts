const stored = (login: string) => `xietong.console.browser.${login.toLowerCase()}`

/** The key that an earlier second factor of this login left in this browser (AD-002). */
export function knownBrowser(login: string): string | null {
  try {
    return localStorage.getItem(stored(login))
  } catch {
    // Without storage every sign-in asks again.
    return null
  }
}

export function rememberBrowser(login: string, key: string | null): void {
  try {
    if (key) {
      localStorage.setItem(stored(login), key)
    }
  } catch {
    // As above.
  }
}
