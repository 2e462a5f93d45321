import { createDirectoryStore } from '../adapters/files-directory'
import { openPostgres } from '../adapters/postgres'
import { finishPeers } from '../contexts/peers'
import { compose } from './composition'
import { requireConfig } from './config'
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
  const files = createDirectoryStore(config.FILES_DIRECTORY)
  const { deps, pipeline } = compose({ config, db: postgres.db, log, files, now })
  const close = async () => {
    await finishPeers(deps)
    await postgres.close()
  }
  return { config, log, deps, pipeline, close }
}
