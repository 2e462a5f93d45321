import type { Permission } from '@xietong/domain/kernel/permissions'
import { createAccount } from '../../../tests/rig/cast'
import { signInAdmin } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { versionOf } from '../../../tests/rig/versions'

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

const NOWHERE = '00000000-0000-7000-8000-00000000ffff'

test('AD-340 a role collects menu, button, field and export rights; nobody grants what they lack; a change counts at the next call', async () => {
  const roleOf = async (by: string, name: string, permissions: Permission[]) =>
    rig.call(by, 'identity.createRole', { name, note: '', permissions })
  const made = await roleOf(admin, '试用', ['dashboard.read'])
  const roleId = made.ok ? made.value.roleId : ''
  const clerk = await createAccount(rig, admin, 'trial', ['试用'])
  const give = async (...permissions: Permission[]) =>
    rig.do(admin, 'identity.updateRole', {
      roleId,
      name: '试用',
      note: '',
      permissions,
      version: await versionOf(rig, 'identity.role', roleId),
    })
  /** What each kind of right opens, asked with the same session all the time. */
  const opened = async () => {
    const { token } = clerk
    const answers = await Promise.all([
      rig.call(token, 'members.listMembers', {}),
      rig.call(token, 'members.setMemberLevel', {
        memberId: NOWHERE,
        levelId: NOWHERE,
        reason: '试',
      }),
      rig.call(token, 'members.revealPhone', { memberId: NOWHERE }),
      rig.call(token, 'bulk.startExport', {
        list: 'members.listMembers',
        query: '{}',
        words: '',
      }),
    ])
    return answers.map((answer) => answer.ok || answer.code !== 'FORBIDDEN')
  }
  expect(await opened()).toEqual([false, false, false, false])
  await give('members.read')
  expect(await opened()).toEqual([true, false, false, false])
  await give('members.read', 'members.edit')
  expect(await opened()).toEqual([true, true, false, false])
  await give('members.read', 'field.phone', 'field.cost')
  expect(await opened()).toEqual([true, false, true, false])
  await give('members.read', 'members.export')
  expect(await opened()).toEqual([true, false, false, true])
  // An export right is one of its module: it opens no other module's list.
  const other = await rig.call(clerk.token, 'bulk.startExport', {
    list: 'orders.listOrders',
    query: '{}',
    words: '',
  })
  expect(other).toMatchObject({ code: 'FORBIDDEN' })

  const held: Permission[] = ['accounts.read', 'accounts.edit', 'members.read']
  await roleOf(admin, '权限员', held)
  const keeper = await createAccount(rig, admin, 'keeper', ['权限员'])
  expect((await roleOf(keeper.token, '能给的', ['members.read'])).ok).toBe(true)
  for (const right of ['members.edit', 'members.export', 'field.phone', 'field.cost'] as const) {
    const refused = await roleOf(keeper.token, `给不了 ${right}`, ['members.read', right])
    expect([right, refused]).toMatchObject([right, { code: 'CANNOT_GRANT' }])
  }
  await give('dashboard.read')
  expect(await opened()).toEqual([false, false, false, false])
})
