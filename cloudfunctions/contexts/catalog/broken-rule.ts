import { type Refusal, refuse } from '@xietong/domain/kernel/result'
import { sqlState } from '../../runtime/run-command'

const UNIQUE_VIOLATION = '23505'
const FOREIGN_KEY_VIOLATION = '23503'

/**
 * Runs a write whose rules the database checks: a name that is taken answers DUPLICATE, an id that
 * does not exist NOT_FOUND. The refusal rolls the aborted transaction back.
 */
export async function refusingBroken<Value>(
  what: string,
  work: () => Promise<Value>,
): Promise<{ ok: true; value: Value } | Refusal<'DUPLICATE' | 'NOT_FOUND'>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) {
      return refuse('DUPLICATE', { what })
    }
    if (sqlState(error) === FOREIGN_KEY_VIOLATION) {
      return refuse('NOT_FOUND')
    }
    throw error
  }
}
