import { randomUUID } from 'node:crypto'
import type { Operation } from '@xietong/domain/kernel/operation'
import { operations } from '@xietong/domain/operations'
import { runOperation } from '../../cloudfunctions/runtime/run-operation'
import { sampleInput } from '../fuzz/sample'
import { withoutAudit } from '../mutants/forgotten-audit'
import { type Cast, createCast, type Role } from '../rig/cast'
import { brokenInvariants } from '../rig/invariants'
import { type Rig, startRig } from '../rig/rig'

let rig: Rig
let cast: Cast
beforeAll(async () => {
  rig = await startRig({ wrongOnPurpose: true })
  cast = await createCast(rig)
})
afterAll(() => rig.stop())

/** What ends the caller's own session comes last. */
const ENDS = /signOut|Password/
const commands: Operation[] = Object.values(operations)
  .filter(({ kind }) => kind === 'write')
  .sort((a, b) => Number(ENDS.test(a.name)) - Number(ENDS.test(b.name)))
const address = '10.5.0.1'

const tokens = new Map<Role, string | null>()

async function tokenFor({ may }: Operation): Promise<string | null> {
  if (may.anyone) {
    return null
  }
  const role = may.console ? 'super' : may.member ? 'member' : may.dealer ? 'store' : 'supervisor'
  const token = tokens.get(role) ?? (await cast.signIn(role))
  tokens.set(role, token)
  return token
}

async function entriesOf(operation: string, requestId: string) {
  const { rows } = await rig.db.query(
    `select outcome, app, actor_key, actor_name, module, title, address, at
     from identity.audit_entry where operation = $1 and request_id = $2`,
    [operation, requestId],
  )
  return rows
}

/** Every suite ends with the same question over all that it did (tests/rig/invariants.ts). */
describe('K1 every command leaves exactly one audit entry in its transaction', () => {
  test('done: who, what, when, from where; refused: no trace of having been done', async () => {
    const done: string[] = []
    const wrong: string[] = []
    for (const operation of commands) {
      const requestId = randomUUID()
      const input = { ...(sampleInput(operation) as object), requestId }
      const token = await tokenFor(operation)
      const { body } = await runOperation(rig.pipeline, {
        name: operation.name,
        input,
        token,
        address,
      })
      const entries = await entriesOf(operation.name, requestId)
      const told = entries.filter(({ outcome }) => outcome === 'done')
      if (told.length !== (body.ok ? 1 : 0)) {
        wrong.push(`${operation.name}: ${body.ok ? 'done' : body.code}, ${told.length} entries`)
      }
      if (body.ok) {
        done.push(operation.name)
        expect(told[0]).toMatchObject({
          module: operation.name.split('.')[0],
          title: operation.title,
          address,
        })
        expect(told[0]?.actor_name).not.toBe('')
      }
    }
    expect(wrong).toEqual([])
    expect(done.length).toBeGreaterThan(15)
    expect(await brokenInvariants(rig.db)).toEqual([])
  })

  test('a planted bug is caught: the entry is forgotten', async () => {
    const name = 'organisation.createDepartment'
    const requestId = randomUUID()
    const { body } = await runOperation(withoutAudit(rig.pipeline), {
      name,
      input: { name: '没有记录的部门', parentId: null, requestId },
      token: cast.admin,
      address,
    })
    expect(body).toMatchObject({ ok: true })
    expect(await entriesOf(name, requestId)).toEqual([])
    expect((await brokenInvariants(rig.db)).map((one) => one.slice(0, 2))).toEqual(['K1'])
  })
})
