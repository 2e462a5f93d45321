import { plusMs } from '@xietong/domain/kernel/time'
import { type Actor, type ActorOf, actorKey } from '../../runtime/actor'
import type { Ctx, Deps } from '../../runtime/context'
import { inTransaction, openContext } from '../../runtime/run-command'
import { seal, unseal } from '../../runtime/seal'
import { loadConsoleActor } from '../identity'
import { advanceTask, type Progress, type TaskRow } from './task-store'

export const LEASE_MS = 120_000
/** How long results and failure files can be downloaded (AD-007). */
export const FILES_MS = 24 * 3_600_000

export type ConsoleActor = ActorOf<'console'>

/** Who the task belongs to with the rights of this moment; null when disabled since. */
export async function ownerOf(deps: Deps, task: TaskRow): Promise<ConsoleActor | null> {
  const actor = await loadConsoleActor(deps.db, {
    id: task.id,
    app: 'console',
    subjectId: task.account_id,
    personId: task.person_id,
  })
  return actor?.app === 'console' ? actor : null
}

export const ownerKey = (task: TaskRow) => `console:${task.account_id}`

/** Another worker took over, or the person cancelled: what was done here must not stay. */
export class LeaseLost extends Error {}

interface Along {
  /** What commits together with the step; it may correct the progress. */
  readonly along?: (ctx: Ctx<ConsoleActor>) => Promise<Progress | undefined>
  /** Whose action it is; the system's where nothing of a person's is changed. */
  readonly actor?: ConsoleActor
}

/** Moves the task on in a transaction with whatever belongs to it. */
export function advance(
  deps: Deps,
  task: TaskRow,
  change: Progress,
  { along, actor }: Along = {},
): Promise<TaskRow> {
  const who: Actor = actor ?? { app: 'system', name: 'bulk' }
  return inTransaction(deps, async (tx) => {
    const { ctx, gathered } = openContext(deps, tx, who)
    const more = await along?.(ctx as Ctx<ConsoleActor>)
    const now = deps.now()
    const next = await advanceTask(tx, task, {
      change: { ...change, ...more },
      now,
      leaseUntil: plusMs(now, LEASE_MS),
    })
    if (!next) {
      throw new LeaseLost()
    }
    if (gathered.audit !== null || gathered.events.length + gathered.messages.length > 0) {
      await deps.recorder.record(tx, {
        actor: who,
        operation: `bulk.${task.phase === 'take' ? 'takeGoodRows' : 'startExport'}`,
        title: task.title,
        requestId: null,
        address: `任务 ${actorKey(who)}`.slice(0, 60),
        code: null,
        gathered,
        ctx,
      })
    }
    return next
  })
}

export const ended = (deps: Deps, state: 'done' | 'failed', problem: string | null = null) => ({
  state,
  problem: problem?.slice(0, 400) ?? null,
  ended_at: deps.now(),
})

/** Pieces are sealed with the key that is outside the database. */
export const sealRows = (deps: Deps, rows: unknown) => seal(deps.config.SESSION_PEPPER, rows)
export const openRows = <Row>(deps: Deps, body: string) =>
  unseal(deps.config.SESSION_PEPPER, body) as Row[]
