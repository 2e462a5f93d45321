import type { Operation } from '@xietong/domain/kernel/operation'
import { operations } from '@xietong/domain/operations'
import { refusalFor } from '../../cloudfunctions/runtime/permission'
import { sampleInput } from '../fuzz/sample'
import { type Cast, createCast, type Role, roles } from '../rig/cast'
import { type Rig, startRig } from '../rig/rig'
import { DENIED, readMatrix } from './read-matrix'

const matrix = readMatrix()
let rig: Rig
let cast: Cast

beforeAll(async () => {
  rig = await startRig()
  cast = await createCast(rig)
})
afterAll(() => rig.stop())

/** What one role got from one operation; null when it is what the cell says. */
async function wrongCell(role: Role, operation: Operation, token: string | null) {
  const cell = matrix.get(operation.name)?.[role] ?? 'no'
  const from = `10.1.${roles.indexOf(role)}.${operation.name.length}`
  const answer = await rig.call(
    token,
    operation.name as never,
    sampleInput(operation) as never,
    from,
  )
  const code = answer.ok ? 'OK' : answer.code
  const denied = DENIED.has(code)
  if (code === 'INTERNAL' || denied !== (cell === 'no')) {
    return `${operation.name} × ${role}: matrix says ${cell}, answered ${code}`
  }
  return null
}

describe('authorization matrix (H1)', () => {
  test.each(roles.map((role) => [role]))(
    'every operation answers %s as the matrix says',
    async (role) => {
      let token = await cast.signIn(role)
      const wrong: string[] = []
      for (const operation of Object.values(operations)) {
        const problem = await wrongCell(role, operation, token)
        if (problem) {
          wrong.push(problem)
        }
        // Signing out and a new password end the session, also for the cells that follow.
        if (operation.name === 'identity.signOut') {
          token = await cast.signIn(role)
        }
      }
      expect(wrong).toEqual([])
    },
  )

  test('a wrong contract would be caught: with its grants swapped, cells disagree', () => {
    const member = { app: 'member', hasPhone: true } as never
    const planted = { ...operations['stock.adjustStock'], may: { member: 'own' } } as Operation
    const cell = matrix.get('stock.adjustStock')?.member
    expect(refusalFor(planted, member) === null).not.toBe(cell !== 'no')
  })

  test('AD-004 a call behind a hidden button answers FORBIDDEN, changes nothing and is logged', async () => {
    const token = await cast.signIn('auditor')
    const since = rig.now().toISOString()
    const before = await rig.db.query('select count(*)::int as n from identity.role')
    const answer = await rig.call(token, 'identity.createRole', {
      name: '越权角色',
      note: '',
      permissions: [],
    })
    expect(answer).toMatchObject({ ok: false, code: 'FORBIDDEN', status: 403 })
    const after = await rig.db.query('select count(*)::int as n from identity.role')
    expect(after.rows).toEqual(before.rows)
    const log = await rig.do(cast.admin, 'identity.listAuditEntries', {
      filter: { operation: 'identity.createRole', outcome: 'refused', from: since },
    })
    expect(log.rows).toHaveLength(1)
    expect(log.rows[0]).toMatchObject({ title: '新增角色', outcome: 'refused' })
  })

  test('an unknown token is nobody, and a token of one program is refused by the others', async () => {
    const foreign = await rig.call('x'.repeat(43), 'cards.listMyCards', {})
    expect(foreign).toMatchObject({ ok: false, code: 'UNAUTHENTICATED', status: 401 })
    const member = await cast.signIn('member')
    const wrongApp = await rig.call(member, 'orders.listOrders', {})
    expect(wrongApp).toMatchObject({ ok: false, code: 'FORBIDDEN' })
  })
})
