import { type DataScope, isWithinScope, scopeOf, WHOLE_SCOPE } from './data-scope'

const dealers = (...ids: string[]): DataScope => scopeOf('dealers', ids)
const departments = (...ids: string[]): DataScope => scopeOf('departments', ids)

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
