import { carriers, isMapped, trackingNumber } from './carriers'

const carrierOf = (code: string) => carriers.find((one) => one.code === code)

test('codes are unique and every mapped carrier is known to WeChat and to the aggregator', () => {
  expect(new Set(carriers.map(({ code }) => code)).size).toBe(carriers.length)
  for (const one of carriers.filter(isMapped)) {
    expect(one.kuaidi).toMatch(/^[a-z]+$/)
    expect(one.wechat).toMatch(/^[A-Z]+$/)
    expect(new RegExp(one.trackingPattern).test('')).toBe(false)
  }
})

test('a carrier that a peer does not know is not mapped', () => {
  expect(carriers.filter((one) => !isMapped(one)).map(({ code }) => code)).toEqual(['OWN'])
})

test('numbers are checked against the form of the carrier', () => {
  const sf = carrierOf('SF')
  const jt = carrierOf('JTSD')
  expect(sf && trackingNumber(sf, ' sf 1234567890123 ')).toBe('SF1234567890123')
  expect(sf && trackingNumber(sf, 'SF123')).toBeNull()
  expect(jt && trackingNumber(jt, 'JT1234567890123')).toBe('JT1234567890123')
  expect(jt && trackingNumber(jt, '1234567890123')).toBeNull()
})
