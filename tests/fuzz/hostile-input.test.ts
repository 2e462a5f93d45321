import type { Operation } from '@xietong/domain/kernel/operation'
import { refusalTexts } from '@xietong/domain/kernel/refusals'
import { operations } from '@xietong/domain/operations'
import { runOperation } from '../../cloudfunctions/runtime/run-operation'
import { type Cast, createCast, type Role } from '../rig/cast'
import { type Rig, startRig } from '../rig/rig'
import { changedTables, tableHashes } from '../rig/table-hashes'
import { hostileCases } from './hostile'
import { inputSchema, sampleInput } from './sample'

const CASES = 100
const SLOWEST_MS = 2_000
let rig: Rig
let cast: Cast
const tokens = new Map<Role, string | null>()

beforeAll(async () => {
  rig = await startRig()
  cast = await createCast(rig)
  for (const role of ['member', 'store', 'supervisor', 'super'] as const) {
    tokens.set(role, await cast.signIn(role))
  }
})
afterAll(() => rig.stop())

/**
 * The role with the widest rights for an operation, so that hostile input gets as far as it can.
 */
function strongest(operation: Operation): string | null {
  const { may } = operation
  if (may.console) {
    return tokens.get('super') ?? null
  }
  if (may.member) {
    return tokens.get('member') ?? null
  }
  if (may.dealer) {
    return tokens.get('store') ?? null
  }
  return may.sales ? (tokens.get('supervisor') ?? null) : null
}

async function send(operation: Operation, input: unknown) {
  const began = performance.now()
  const answer = await runOperation(rig.pipeline, {
    name: operation.name,
    input: JSON.parse(JSON.stringify(input ?? null)),
    token: strongest(operation),
    address: `10.9.0.${operation.name.length}`,
  })
  return { answer, ms: performance.now() - began }
}

describe('hostile input (F1)', () => {
  test.each(Object.values(operations).map((operation) => [operation.name, operation] as const))(
    '%s refuses what its contract refuses and changes nothing',
    async (_name, operation) => {
      const sample = sampleInput(operation)
      const all = hostileCases(inputSchema(operation), sample, CASES)
      const refused = all.filter(
        ({ input }) => !operation.input.safeParse(roundTrip(input)).success,
      )
      const wrong: string[] = []
      const before = await tableHashes(rig.db)
      for (const { what, input } of refused) {
        const { answer, ms } = await send(operation, input)
        const { body } = answer
        if (
          body.ok ||
          body.code !== 'VALIDATION_FAILED' ||
          answer.status !== 400 ||
          ms > SLOWEST_MS
        ) {
          wrong.push(`${what}: ${body.ok ? 'accepted' : body.code} ${Math.round(ms)} ms`)
        }
      }
      expect(wrong).toEqual([])
      const changed = changedTables(before, await tableHashes(rig.db)).filter(
        // Peers may still report on what earlier operations sent.
        (table) => table !== 'peers.inbox' && !table.startsWith('notify.'),
      )
      expect(changed).toEqual([])
      for (const { what, input } of all.filter((one) => !refused.includes(one)).slice(0, 40)) {
        const { answer, ms } = await send(operation, input)
        const { body } = answer
        const fits = body.ok || (body.code in refusalTexts && body.code !== 'INTERNAL')
        if (!fits || ms > SLOWEST_MS) {
          wrong.push(`${what}: ${body.ok ? 'ok' : body.code} ${Math.round(ms)} ms`)
        }
      }
      expect(wrong).toEqual([])
    },
  )

  test('the oracle can fail: a written row is seen as a change', async () => {
    const before = await tableHashes(rig.db)
    await rig.do(cast.admin, 'organisation.createDepartment', { name: '探针部门', parentId: null })
    expect(changedTables(before, await tableHashes(rig.db))).toContain('organisation.department')
  })
})

const roundTrip = (value: unknown) => JSON.parse(JSON.stringify(value ?? null)) as unknown
