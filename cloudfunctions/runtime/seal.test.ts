import { canonicalJson, uuidV7 } from './request-hash'
import { keyedHash, seal, unseal } from './seal'

describe('sealed answers and keyed hashes', () => {
  test('a sealed answer opens with the same pepper only, and does not show its token', () => {
    const sealed = seal('pepper-pepper-pepper', { token: 'abc123' })
    expect(sealed).not.toContain('abc123')
    expect(unseal('pepper-pepper-pepper', sealed)).toEqual({ token: 'abc123' })
    expect(() => unseal('another-pepper-value', sealed)).toThrow()
  })

  test('equal inputs have equal hashes whatever the order of their keys', () => {
    const one = canonicalJson({ a: 1, b: [{ d: 2, c: '三' }] })
    const other = canonicalJson({ b: [{ c: '三', d: 2 }], a: 1 })
    expect(keyedHash('p', one).equals(keyedHash('p', other))).toBe(true)
    expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: '1' }))
  })

  test('ids made later sort later', () => {
    const earlier = uuidV7(new Date('2026-09-22T00:00:00.000Z'))
    const later = uuidV7(new Date('2026-09-22T00:00:00.001Z'))
    expect(earlier < later).toBe(true)
    expect(earlier).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
