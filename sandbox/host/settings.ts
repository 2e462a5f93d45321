import { resolve } from 'node:path'

export interface HostSettings {
  root: string
  dataDir: string
  port: number
  /** A server of the user's, or empty. */
  databaseUrl: string
  /** The embedded server that the starter runs, or empty. */
  embeddedUrl: string
  logLevel: string
}

export function readSettings(env: NodeJS.ProcessEnv): HostSettings {
  const root = resolve(env.XIETONG_ROOT ?? resolve(__dirname, '..', '..'))
  return {
    root,
    dataDir: resolve(env.XIETONG_DATA ?? resolve(root, '.data')),
    port: Number(env.XIETONG_PORT ?? 7700),
    databaseUrl: env.DATABASE_URL ?? '',
    embeddedUrl: env.XIETONG_EMBEDDED_URL ?? '',
    logLevel: env.LOG_LEVEL ?? 'warn',
  }
}

/** The host ends with this when a person asked for the first data again; the starter then wipes. */
export const RESET_EXIT = 75
