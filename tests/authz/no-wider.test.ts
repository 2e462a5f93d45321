import type { Operation } from '@xietong/domain/kernel/operation'
import { operations } from '@xietong/domain/operations'
import { type Pipeline, runOperation } from '../../cloudfunctions/runtime/run-operation'
import { hostileCases } from '../fuzz/hostile'
import { inputSchema, sampleInput } from '../fuzz/sample'
import { openedToMembers } from '../mutants/trusting-input'
import { type Cast, createCast, type Role, roles } from '../rig/cast'
import { type Rig, startRig } from '../rig/rig'
import { changedTables, tableHashes } from '../rig/table-hashes'
import { DENIED, readMatrix } from './read-matrix'

const matrix = readMatrix()
const all: readonly Operation[] = Object.values(operations)
let rig: Rig
let cast: Cast
beforeAll(async () => {
  rig = await startRig()
  cast = await createCast(rig)
})
afterAll(() => rig.stop())

const roundTrip = (value: unknown) => JSON.parse(JSON.stringify(value ?? null)) as unknown

/**
 * What the schema lets through of the hostile cases; the plain sample where it lets nothing. What
 * it refuses is refused before anybody asks who calls (F1).
 */
function attacksOn(operation: Operation): readonly unknown[] {
  const sample = sampleInput(operation)
  const cases = hostileCases(inputSchema(operation), sample, 60).map(({ input }) =>
    roundTrip(input),
  )
  const valid = cases.filter((input) => operation.input.safeParse(input).success)
  return valid.length > 0 ? valid : [roundTrip(sample)]
}
const attacks = new Map(all.map((operation) => [operation.name, attacksOn(operation)]))

async function send(pipeline: Pipeline, name: string, input: unknown, token: string | null) {
  const { body } = await runOperation(pipeline, { name, input, token, address: '10.8.0.7' })
  return body.ok ? 'OK' : body.code
}

/** Refusals that were logged since, by code. */
async function logged(since: Date) {
  const { rows } = await rig.db.query<{ code: string; n: number }>(
    `select code, count(*)::int as n from identity.audit_entry
     where outcome = 'refused' and at >= $1 and address = '10.8.0.7' group by code`,
    [since],
  )
  return Object.fromEntries(rows.map(({ code, n }) => [code, n]))
}

/** Every operation that the matrix keeps from a role, attacked; answers what came through. */
async function attackAll(pipeline: Pipeline, role: Role, token: string | null) {
  const through: string[] = []
  let denials = 0
  for (const { name } of all.filter((one) => matrix.get(one.name)?.[role] === 'no')) {
    // Each role tries another of the cases, so that together they try nearly all.
    const cases = attacks.get(name) ?? []
    const input = cases[roles.indexOf(role) % cases.length]
    const code = await send(pipeline, name, input, token)
    denials += code === 'FORBIDDEN' || code === 'NOT_ALLOWED_FOR_KIND' ? 1 : 0
    if (!DENIED.has(code)) {
      through.push(`${name} (${JSON.stringify(input).slice(0, 80)}): ${code}`)
    }
  }
  return { through, denials }
}

describe('no operation answers wider than the matrix, whatever is sent (F2, H6)', () => {
  test.each(roles.map((role) => [role]))(
    'as %s: hostile calls are denied, change nothing, and each leaves one entry (K2)',
    async (role) => {
      const token = await cast.signIn(role)
      const before = await tableHashes(rig.db)
      const since = rig.now()
      const { through, denials } = await attackAll(rig.pipeline, role, token)
      expect(through).toEqual([])
      const changed = changedTables(before, await tableHashes(rig.db)).filter(
        // Peers may still report on what the arrangement sent.
        (table) => !/^(peers|notify)\./.test(table),
      )
      expect(changed).toEqual([])
      expect((await logged(since)).FORBIDDEN ?? 0).toBe(denials)
    },
  )

  test('a session that has ended, and a token that never was one, are nobody', async () => {
    const token = await cast.signIn('super')
    await rig.do(token, 'identity.signOut', {})
    for (const dead of [token, 'x'.repeat(43)]) {
      const { through } = await attackAll(rig.pipeline, 'anyone', dead)
      expect(through).toEqual([])
    }
  })

  test('a planted bug is caught: a command of the console that members may call', async () => {
    const wrong = openedToMembers(rig.pipeline, 'settings.updateSettings')
    const { through } = await attackAll(wrong, 'member', await cast.signIn('member'))
    expect(through.every((one) => one.startsWith('settings.updateSettings'))).toBe(true)
    expect(through.length).toBeGreaterThan(0)
  })
})
