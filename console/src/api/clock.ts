let ahead = 0

/** The server's clock minus this computer's; the demo moves the server's on purpose. */
export function setClock(serverNow: string): void {
  ahead = new Date(serverNow).getTime() - Date.now()
}

/** The moment by the server's clock: what is "today" and how long something has waited. */
export function serverNow(): Date {
  return new Date(Date.now() + ahead)
}
