import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Role, roles } from '../rig/cast'

export type Cell = 'no' | 'own' | 'team' | 'all'

/** What the hand-written matrix says of every operation and role. */
export function readMatrix(): Map<string, Record<Role, Cell>> {
  const [head = '', ...lines] = readFileSync(join(__dirname, 'matrix.csv'), 'utf8')
    .trim()
    .split('\n')
  const columns = head.split(',').slice(1)
  if (columns.join() !== roles.join()) {
    throw new Error('the matrix has other columns than the cast')
  }
  return new Map(
    lines.map((line) => {
      const [name = '', ...cells] = line.split(',')
      return [name, Object.fromEntries(roles.map((role, index) => [role, cells[index]])) as never]
    }),
  )
}

/** Refusals that say "not for you", whatever was asked. */
export const DENIED: ReadonlySet<string> = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_ALLOWED_FOR_KIND',
])
