import { isOrderNumber, newOrderNumber } from './order-number'

const counting = (start = 0) => {
  let next = start
  return {
    bytes: (count: number) => new Uint8Array(count),
    below: (below: number) => next++ % below,
  }
}

test('a number carries its day and a check digit that catches every wrong digit', () => {
  const number = newOrderNumber('2026-09-24', counting())
  expect(number).toMatch(/^260924012345678\d$/)
  expect(isOrderNumber(number)).toBe(true)
  for (let place = 0; place < number.length; place++) {
    const wrong = (Number(number[place]) + 1) % 10
    expect(isOrderNumber(number.slice(0, place) + wrong + number.slice(place + 1))).toBe(false)
  }
})
