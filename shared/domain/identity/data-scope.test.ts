import type { Permission } from '../kernel/permissions'
import {
  type DataScope,
  type GrantedRole,
  isWithin,
  isWithinScope,
  limitsOf,
  scopeOf,
  WHOLE_SCOPE,
} from './data-scope'

const dealers = (...ids: string[]): DataScope => scopeOf('dealers', ids)
const departments = (...ids: string[]): DataScope => scopeOf('departments', ids)
const role = (scope: DataScope, ...permissions: Permission[]): GrantedRole => ({
  superAdmin: false,
  permissions,
  scope,
})

test('a scope is within the whole, within itself and within a longer list of its kind', () => {
  for (const scope of [WHOLE_SCOPE, dealers('a'), departments('a', 'b')]) {
    expect(isWithinScope(WHOLE_SCOPE, scope)).toBe(true)
    expect(isWithinScope(scope, scope)).toBe(true)
  }
  expect(isWithinScope(dealers('a', 'b'), dealers('b'))).toBe(true)
  expect(isWithinScope(dealers('b'), dealers('a', 'b'))).toBe(false)
  expect(isWithinScope(dealers('a'), WHOLE_SCOPE)).toBe(false)
  expect(isWithinScope(dealers('a'), departments('a'))).toBe(false)
})

test('a stored scope names each department once', () => {
  expect(departments('b', 'a', 'b')).toEqual({ kind: 'departments', departmentIds: ['a', 'b'] })
  expect(scopeOf('all', ['a'])).toEqual({ kind: 'all' })
})

test('a right shows the records of the roles that give it, and no others', () => {
  const roles = [
    role(dealers('a'), 'orders.read'),
    role(departments('x'), 'orders.read'),
    role(WHOLE_SCOPE, 'dealers.read'),
  ]
  const holds = { roles, scope: WHOLE_SCOPE }
  expect(limitsOf(holds, 'orders.read')).toEqual([{ departmentIds: ['x'], dealerIds: ['a'] }])
  expect(limitsOf(holds, 'dealers.read')).toEqual([])
  expect(limitsOf(holds, null)).toEqual([])
  expect(limitsOf(holds, 'cards.read')).toEqual([{ departmentIds: [], dealerIds: [] }])
})

test('the scope of the account itself narrows what its roles show', () => {
  const roles = [role(dealers('a', 'b'), 'orders.read'), role(WHOLE_SCOPE, 'dealers.read')]
  const holds = { roles, scope: dealers('b', 'c') }
  const own = { departmentIds: [], dealerIds: ['b', 'c'] }
  expect(limitsOf(holds, 'orders.read')).toEqual([
    { departmentIds: [], dealerIds: ['a', 'b'] },
    own,
  ])
  expect(limitsOf(holds, 'dealers.read')).toEqual([own])
})

test('who sees less than all gives nothing wider, whether by role or by account', () => {
  const wide = role(WHOLE_SCOPE, 'orders.read')
  const narrow = role(dealers('a'), 'orders.read')
  const shown = (one: GrantedRole, scope: DataScope) =>
    limitsOf({ roles: [one], scope }, 'orders.read')
  const holder = shown(narrow, WHOLE_SCOPE)
  expect(isWithin(holder, shown(wide, WHOLE_SCOPE))).toBe(false)
  expect(isWithin(holder, shown(wide, dealers('a')))).toBe(true)
  expect(isWithin(holder, shown(narrow, WHOLE_SCOPE))).toBe(true)
  expect(isWithin(holder, shown(narrow, departments('x')))).toBe(true)
  expect(isWithin([], shown(wide, WHOLE_SCOPE))).toBe(true)
})
