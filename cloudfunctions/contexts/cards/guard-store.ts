import type { PinGuard } from '@xietong/domain/cards/pin-guard'
import { sql } from 'kysely'
import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'

export interface GuardKey {
  readonly kind: 'card' | 'member'
  readonly key: string
}

/**
 * Locks the guard's row until the transaction ends, so that parallel guesses count one after the
 * other. Members are always locked before numbers, so that nobody waits in a circle.
 */
export async function lockGuard(ctx: Ctx, { kind, key }: GuardKey): Promise<PinGuard> {
  await sql`
    insert into cards.pin_guard (kind, key, failures) values (${kind}, ${key}, '{}')
    on conflict do nothing`.execute(ctx.tx)
  const { rows } = await sql<{ failures: Date[]; lockedUntil: Date | null }>`
    select failures, locked_until as "lockedUntil" from cards.pin_guard
    where kind = ${kind} and key = ${key} for update`.execute(ctx.tx)
  return rows[0] ?? { failures: [], lockedUntil: null }
}

export async function writeGuard(ctx: Ctx, { kind, key }: GuardKey, guard: PinGuard) {
  await sql`
    update cards.pin_guard
    set failures = ${guard.failures}::timestamptz[], locked_until = ${guard.lockedUntil}
    where kind = ${kind} and key = ${key}`.execute(ctx.tx)
}

/** Opens a guard that is shut or has counted; false when there was nothing to open. */
export async function openGuard(ctx: Ctx, { kind, key }: GuardKey): Promise<boolean> {
  const { rows } = await sql`
    update cards.pin_guard set failures = '{}', locked_until = null
    where kind = ${kind} and key = ${key}
      and (locked_until > ${ctx.now} or cardinality(failures) > 0)
    returning key`.execute(ctx.tx)
  return rows.length > 0
}

/** Until when numbers are locked; open ones are absent. */
export async function lockedNumbers(
  reader: Reader,
  numbers: readonly string[],
  now: Date,
): Promise<Map<string, Date>> {
  const { rows } = await sql<{ key: string; locked_until: Date }>`
    select key, locked_until from cards.pin_guard
    where kind = 'card' and key = any(${numbers}) and locked_until > ${now}`.execute(reader)
  return new Map(rows.map((row) => [row.key, row.locked_until]))
}
