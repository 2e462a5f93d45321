import { createCosStore } from '../adapters/files-cos'
import { createDirectoryStore } from '../adapters/files-directory'
import { openPostgres } from '../adapters/postgres'
import type { FileStorePort } from '../contexts/files/port'
import { finishPeers } from '../contexts/peers'
import { compose } from './composition'
import { type Config, requireConfig } from './config'
import { createLog } from './log'

/**
 * What each entry starts with: configuration, pool, clients. The clock is the machine's unless
 * given.
 */
export function startProcess(
  env: Readonly<Record<string, string | undefined>>,
  now: () => Date = () => new Date(),
) {
  const config = requireConfig(env)
  const log = createLog(config.LOG_LEVEL)
  const postgres = openPostgres({
    url: config.DATABASE_URL,
    role: config.DATABASE_ROLE,
    max: config.DATABASE_POOL_MAX,
    ca: config.DATABASE_CA,
    direct: config.DATABASE_DIRECT === 'yes',
  })
  const files = createFileStore(config, now)
  const { deps, pipeline } = compose({ config, db: postgres.db, log, files, now })
  const close = async () => {
    await finishPeers(deps)
    await postgres.close()
  }
  return { config, log, deps, pipeline, close }
}

/** The one store of a deployment: a bucket, or a directory where there is none. */
export function createFileStore(config: Config, now: () => Date): FileStorePort {
  return config.STORAGE_BASE === ''
    ? createDirectoryStore(config.FILES_DIRECTORY)
    : createCosStore({
        base: config.STORAGE_BASE,
        secretId: config.STORAGE_SECRET_ID,
        secretKey: config.STORAGE_SECRET_KEY,
        now,
      })
}
