import { type Actor, actorKey } from '../../runtime/actor'
import type { AuditDetail } from '../../runtime/context'
import type { Reader, Sql } from '../../runtime/database'
import { insertEntries } from './audit-store'

export interface AuditEntry {
  readonly id: string
  readonly at: Date
  readonly actor: Actor
  readonly operation: string
  /** The operation's Chinese title. */
  readonly title: string
  readonly outcome: 'done' | 'refused'
  /** The refusal's code, if it was refused. */
  readonly code?: string | null
  readonly address: string
  readonly requestId: string | null
  readonly detail: AuditDetail | null
}

const VALUES_MAX = 20_000
const NO_MAX = 64

function nameOf(actor: Actor): string {
  if (actor.app === 'anyone') {
    return '未登录'
  }
  const name = actor.app === 'system' ? `系统：${actor.name}` : actor.name
  return name.slice(0, 60) || actorKey(actor)
}

/**
 * Values as JSON text; whoever changes a thing of more than 20,000 characters finds its size
 * here.
 */
function valuesOf(values: unknown): string | null {
  if (values === undefined || values === null) {
    return null
  }
  const json = JSON.stringify(values)
  return json.length <= VALUES_MAX ? json : JSON.stringify({ tooLong: json.length })
}

/**
 * Writes audit entries in the caller's transaction; nobody can change them afterwards (AD-008,
 * K1). `along` is a data-changing statement sent with them in one round trip.
 */
export async function recordAudit(
  writer: Reader,
  entries: readonly AuditEntry[],
  along?: Sql,
): Promise<void> {
  if (entries.length === 0) {
    return
  }
  const rows = entries.map(({ actor, detail, ...entry }) => ({
    ...entry,
    code: entry.code ?? null,
    app: actor.app,
    actorKey: actorKey(actor),
    actorName: nameOf(actor),
    objectKind: detail?.objectKind ?? null,
    objectId: detail?.objectId.slice(0, NO_MAX) ?? null,
    objectNo: detail?.objectNo?.slice(0, NO_MAX) ?? null,
    before: valuesOf(detail?.before),
    after: valuesOf(detail?.after),
  }))
  await insertEntries(writer, rows, along)
}
