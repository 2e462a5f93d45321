import { allPermissions } from '../kernel/permissions'
import { missingRights, rightsOf } from './rights'

const clerk = {
  superAdmin: false,
  permissions: ['orders.read', 'accounts.edit'],
} as const
const boss = { superAdmin: true, permissions: [] } as const

test('roles add up, a super administrator holds everything', () => {
  const editor = {
    superAdmin: false,
    permissions: ['goods.edit', 'orders.read'],
  } as const
  expect(rightsOf([clerk, editor]).permissions).toEqual([
    'goods.edit',
    'orders.read',
    'accounts.edit',
  ])
  expect(rightsOf([clerk, boss]).permissions).toEqual(allPermissions)
  expect(rightsOf([]).permissions).toEqual([])
})

test('nobody grants a right they do not hold', () => {
  const wanted = {
    superAdmin: false,
    permissions: ['orders.read', 'orders.ship'],
  } as const
  expect(missingRights(clerk, wanted)).toEqual(['订单：发货'])
  expect(missingRights(clerk, boss)).toEqual(['超级管理员'])
  expect(missingRights(rightsOf([boss]), boss)).toEqual([])
})
