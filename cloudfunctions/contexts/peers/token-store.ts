import { sql } from 'kysely'
import type { Db } from '../../runtime/database'

export interface StoredToken {
  readonly sealed: string
  readonly expiresAt: Date
}

/** Where the access token of a mini-program is kept for all instances (IN-021). */
export interface TokenStore {
  read(appId: string): Promise<StoredToken | null>
  /** True for the one instance that may renew until `until`; the others wait for its result. */
  claim(appId: string, now: Date, until: Date): Promise<boolean>
  release(appId: string): Promise<void>
  write(appId: string, token: StoredToken): Promise<void>
  /** Drops a token that the peer refused, if it is still the stored one. */
  drop(appId: string, sealed: string): Promise<void>
}

export function createTokenStore(db: Db): TokenStore {
  return {
    async read(appId) {
      const { rows } = await sql<{ sealed: string | null; expires_at: Date | null }>`
        select sealed, expires_at from peers.access_token where app_id = ${appId}`.execute(db)
      const row = rows[0]
      return row?.sealed && row.expires_at
        ? { sealed: row.sealed, expiresAt: row.expires_at }
        : null
    },
    async claim(appId, now, until) {
      await sql`
        insert into peers.access_token (app_id) values (${appId})
        on conflict (app_id) do nothing`.execute(db)
      const { numAffectedRows } = await sql`
        update peers.access_token set renewing_until = ${until}
        where app_id = ${appId} and (renewing_until is null or renewing_until <= ${now})`.execute(
        db,
      )
      return Number(numAffectedRows ?? 0) === 1
    },
    async release(appId) {
      await sql`
        update peers.access_token set renewing_until = null where app_id = ${appId}`.execute(db)
    },
    async write(appId, token) {
      await sql`
        update peers.access_token
        set sealed = ${token.sealed}, expires_at = ${token.expiresAt}, renewing_until = null
        where app_id = ${appId}`.execute(db)
    },
    async drop(appId, sealed) {
      await sql`
        update peers.access_token set sealed = null, expires_at = null
        where app_id = ${appId} and sealed = ${sealed}`.execute(db)
    },
  }
}
