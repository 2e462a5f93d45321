import type { KyselyPlugin, RawNode } from 'kysely'
import type { Db } from '../../cloudfunctions/runtime/database'

interface Asked {
  readonly deps: { readonly db: Db }
}

/** A database that answers every statement with its plan, kept in `plans`, and with no rows. */
export function explaining(rig: Asked): { db: Db; plans: string[] } {
  const plans: string[] = []
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      const raw = node as RawNode
      const [first = '', ...rest] = raw.sqlFragments
      return { ...raw, sqlFragments: [`explain ${first}`, ...rest] }
    },
    transformResult: async ({ result }) => {
      plans.push(result.rows.map((row) => Object.values(row)[0]).join('\n'))
      return { ...result, rows: [] }
    },
  }
  return { db: rig.deps.db.withPlugin(plugin), plans }
}
