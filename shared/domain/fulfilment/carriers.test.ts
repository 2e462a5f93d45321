import { carriers, carriersByKuaidi, enabledCarrier, isEnabled, trackingNumber } from './carriers'

test('codes are unique and every enabled carrier is known to WeChat and to the aggregator', () => {
  expect(new Set(carriers.map(({ code }) => code)).size).toBe(carriers.length)
  for (const one of carriers.filter(isEnabled)) {
    expect(one.kuaidi).toMatch(/^[a-z]+$/)
    expect(one.wechat).toMatch(/^[A-Z]+$/)
    expect(new RegExp(one.trackingPattern).test('')).toBe(false)
  }
})

test('an unmapped or unknown carrier cannot be used', () => {
  expect(enabledCarrier('OWN')).toBeNull()
  expect(enabledCarrier('NO-SUCH')).toBeNull()
  expect(enabledCarrier('SF')?.name).toBe('顺丰速运')
})

test('numbers are checked against the form of the carrier', () => {
  const sf = enabledCarrier('SF')
  const jt = enabledCarrier('JTSD')
  expect(sf && trackingNumber(sf, ' sf 1234567890123 ')).toBe('SF1234567890123')
  expect(sf && trackingNumber(sf, 'SF123')).toBeNull()
  expect(jt && trackingNumber(jt, 'JT1234567890123')).toBe('JT1234567890123')
  expect(jt && trackingNumber(jt, '1234567890123')).toBeNull()
})

test('the aggregator names a carrier by its own code', () => {
  expect(carriersByKuaidi('shunfeng').map(({ code }) => code)).toEqual(['SF'])
})
