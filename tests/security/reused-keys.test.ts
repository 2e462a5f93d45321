import { randomBytes, randomUUID } from 'node:crypto'
import type { Operation } from '@xietong/domain/kernel/operation'
import { operations } from '@xietong/domain/operations'
import { requestOwner } from '../../cloudfunctions/runtime/actor'
import { sampleInput } from '../fuzz/sample'
import { callByKeyAlone } from '../mutants/key-without-hash'
import { type Cast, createCast, type Role } from '../rig/cast'
import { type Rig, startRig } from '../rig/rig'
import { changedTables, tableHashes } from '../rig/table-hashes'

let rig: Rig
let cast: Cast
const tokens = new Map<Role, string | null>()
beforeAll(async () => {
  rig = await startRig({ wrongOnPurpose: true })
  cast = await createCast(rig)
  for (const role of ['anyone', 'member', 'store', 'supervisor', 'super'] as const) {
    tokens.set(role, await cast.signIn(role))
  }
})
afterAll(() => rig.stop())

const commands: Operation[] = Object.values(operations).filter(({ kind }) => kind === 'write')

function roleFor({ may }: Operation): Role {
  if (may.anyone) {
    return 'anyone'
  }
  return may.console ? 'super' : may.member ? 'member' : may.dealer ? 'store' : 'supervisor'
}

const ADDRESS = '10.6.0.1'

/** The key of an actor as the server writes it, taken from a call of that actor. */
async function actorKeyOf(role: Role): Promise<string> {
  const actor = await rig.pipeline.loadActor(tokens.get(role) ?? null, ADDRESS)
  return requestOwner(actor)
}

describe('A7 the same request key with another body', () => {
  test('is refused by every command, whatever the first call was, and changes nothing', async () => {
    const wrong: string[] = []
    for (const operation of commands) {
      const role = roleFor(operation)
      const requestId = randomUUID()
      // As if the first call had carried another body: its key and the hash of that body.
      await rig.db.query(
        `insert into runtime.request_key
           (actor_key, operation, request_id, input_hash, answer, created_at)
         values ($1, $2, $3, $4, '{"value": {}}', $5)`,
        [await actorKeyOf(role), operation.name, requestId, randomBytes(32), rig.now()],
      )
      const hashes = await tableHashes(rig.db)
      const input = { ...(sampleInput(operation) as object), requestId }
      const answer = await rig.call(
        tokens.get(role) ?? null,
        operation.name as never,
        input as never,
        ADDRESS,
      )
      if (answer.ok || answer.code !== 'KEY_REUSED') {
        wrong.push(`${operation.name}: ${answer.ok ? 'done' : answer.code}`)
      }
      const changed = changedTables(hashes, await tableHashes(rig.db)).filter(
        // Peers may still report on what the arrangement sent.
        (table) => !/^(peers|notify)\./.test(table),
      )
      if (changed.length > 0) {
        wrong.push(`${operation.name} changed ${changed.join(', ')}`)
      }
    }
    expect(wrong).toEqual([])
  })

  const twice = async (call: Rig['call']) => {
    const requestId = randomUUID()
    const ask = (name: string) =>
      call(cast.admin, 'organisation.createDepartment', { name, parentId: null, requestId })
    return [
      await ask(`市场部 ${requestId.slice(0, 8)}`),
      await ask(`销售部 ${requestId.slice(0, 8)}`),
    ]
  }

  test('a planted bug is caught: the body is not looked at', async () => {
    const [first, second] = await twice(rig.call)
    expect(first).toMatchObject({ ok: true })
    expect(second).toMatchObject({ ok: false, code: 'KEY_REUSED' })
    const [, wrong] = await twice(callByKeyAlone(rig.call))
    expect(wrong).toMatchObject({ ok: true })
  })
})
