import { keyOf, newRequestKey, settle } from './request-key'

describe('request keys', () => {
  test('a double click and a retry of one intention carry the same key', () => {
    const first = keyOf('form 1')
    expect(keyOf('form 1')).toBe(first)
    expect(keyOf('form 2')).not.toBe(first)
  })

  test('after a definite answer the next try is a new intention', () => {
    const first = keyOf('form 3')
    settle('form 3')
    expect(keyOf('form 3')).not.toBe(first)
  })

  test('keys are UUIDs, as the contract wants them', () => {
    expect(newRequestKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/)
  })
})
