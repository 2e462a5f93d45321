import { afterWrongPassword, isLocked, isStrongPassword, type Tries } from './password'

const now = new Date('2026-09-20T04:00:00.000Z')

test('a strong password has ten characters, a letter and a digit, and is new', () => {
  expect(isStrongPassword('crab2026lake')).toBe(true)
  expect(isStrongPassword('crab2026l')).toBe(false)
  expect(isStrongPassword('crabcrablake')).toBe(false)
  expect(isStrongPassword('202620262026')).toBe(false)
  expect(isStrongPassword('crab2026lake', 'crab2026lake')).toBe(false)
})

test('the fifth wrong password locks for 15 minutes, then the count starts anew', () => {
  let tries: Tries | null = null
  for (let wrong = 1; wrong <= 4; wrong++) {
    tries = afterWrongPassword(tries, now)
    expect(isLocked(tries, now)).toBe(false)
  }
  tries = afterWrongPassword(tries, now)
  expect(tries).toEqual({
    wrongTries: 0,
    lockedUntil: new Date('2026-09-20T04:15:00.000Z'),
  })
  expect(isLocked(tries, new Date('2026-09-20T04:14:59.999Z'))).toBe(true)
  expect(isLocked(tries, new Date('2026-09-20T04:15:00.000Z'))).toBe(false)
})
