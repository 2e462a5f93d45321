import { createBreaker } from './breaker'

const START = Date.parse('2026-09-24T02:00:00Z')

test('five failures in a row open it for 30 s, then one caller tries', () => {
  let at = START
  const breaker = createBreaker(() => new Date(at))
  const fail = () => breaker.report('map', false)
  expect([fail(), fail(), fail(), fail()]).toEqual([false, false, false, false])
  expect(breaker.mayAsk('map')).toBe(true)
  expect(fail()).toBe(true)
  expect(breaker.mayAsk('map')).toBe(false)
  expect(breaker.mayAsk('sms')).toBe(true)
  at += 29_999
  expect(breaker.mayAsk('map')).toBe(false)
  at += 1
  // One probe goes through; the others still do not wait.
  expect([breaker.mayAsk('map'), breaker.mayAsk('map')]).toEqual([true, false])
  fail()
  at += 29_999
  expect(breaker.mayAsk('map')).toBe(false)
  at += 1
  expect(breaker.mayAsk('map')).toBe(true)
  breaker.report('map', true)
  expect([breaker.mayAsk('map'), breaker.mayAsk('map')]).toEqual([true, true])
})

test('an answer in between starts the count anew', () => {
  const breaker = createBreaker(() => new Date(START))
  for (const worked of [false, false, false, false, true, false, false, false, false]) {
    breaker.report('map', worked)
  }
  expect(breaker.mayAsk('map')).toBe(true)
})
