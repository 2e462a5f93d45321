import { openPostgres } from '../../cloudfunctions/adapters/postgres'
import { compose } from '../../cloudfunctions/runtime/composition'
import { createFileStore } from '../../cloudfunctions/runtime/process'
import type { Pipeline } from '../../cloudfunctions/runtime/run-operation'
import type { Rig } from './rig'

/** Another process of the product on the same database, with connections of its own. */
export function secondServer(rig: Rig): { pipeline: Pipeline; close(): Promise<void> } {
  const { config, log, now } = rig.deps
  const postgres = openPostgres({ url: rig.databaseUrl, role: config.DATABASE_ROLE, max: 6 })
  const files = createFileStore(config, now)
  const { pipeline } = compose({ config, db: postgres.db, log, files, now })
  return { pipeline, close: () => postgres.close() }
}
