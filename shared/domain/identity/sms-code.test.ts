import fc from 'fast-check'
import { addressRange, SMS_PER_DAY, SMS_PER_HOUR, smsCodeIsOpen, smsWaitSeconds } from './sms-code'

const noon = new Date('2026-09-20T04:00:00.000Z')
const before = (seconds: number) => new Date(noon.getTime() - seconds * 1_000)

test('the range of an address is its network', () => {
  expect(addressRange('198.51.100.7')).toBe('198.51.100')
  expect(addressRange('2001:db8:1:2:3::9')).toBe('2001:db8:1:2')
  // Zeros may be left out, and a socket may write an IPv4 address in the IPv6 way.
  expect(addressRange('2001:db8::1')).toBe('2001:db8:0:0')
  expect(addressRange('2001:db8::aaaa:bbbb:cccc:dddd')).toBe('2001:db8:0:0')
  expect(addressRange('2001:db8:0:0:1:2:3:4')).toBe('2001:db8:0:0')
  expect(addressRange('::ffff:198.51.100.7')).toBe('198.51.100')
  expect(addressRange('member:7')).toBe('member:7')
})

describe('how often a code may be sent', () => {
  test('the first is free, a second waits out 60 seconds', () => {
    expect(smsWaitSeconds([], noon)).toBe(0)
    expect(smsWaitSeconds([before(59)], noon)).toBe(1)
    expect(smsWaitSeconds([before(60)], noon)).toBe(0)
  })

  test('the sixth within an hour waits for the fifth-last to grow an hour old', () => {
    const five = [600, 1_200, 1_800, 2_400, 3_000].map(before)
    expect(smsWaitSeconds(five, noon)).toBe(600)
    expect(smsWaitSeconds(five.slice(1), noon)).toBe(0)
  })

  test('the eleventh of a Shanghai day waits for midnight', () => {
    const ten = Array.from({ length: 10 }, (_, index) => before(4_000 + index * 3_600))
    expect(smsWaitSeconds(ten, noon)).toBe(12 * 3_600)
    const yesterday = new Date('2026-09-19T15:59:59.000Z')
    expect(smsWaitSeconds([...ten.slice(1), yesterday], noon)).toBe(0)
  })

  test('whoever waits as told never breaks a limit', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 4_000 }), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(pauses, (seconds) => {
        const sent: Date[] = []
        let at = noon.getTime()
        for (const pause of seconds) {
          at += pause * 1_000
          if (smsWaitSeconds(sent, new Date(at)) === 0) {
            sent.push(new Date(at))
          }
        }
        for (const moment of sent) {
          const inHour = sent.filter((one) => moment <= one && +one - +moment < 3_600_000)
          expect(inHour.length).toBeLessThanOrEqual(SMS_PER_HOUR)
        }
        const day = (one: Date) => Math.floor((+one + 8 * 3_600_000) / 86_400_000)
        for (const moment of sent) {
          const sameDay = sent.filter((one) => day(one) === day(moment))
          expect(sameDay.length).toBeLessThanOrEqual(SMS_PER_DAY)
        }
      }),
    )
  })
})

describe('whether a code may still be tried', () => {
  const fresh = {
    expiresAt: new Date(noon.getTime() + 1),
    wrongTries: 4,
    usedAt: null,
  }
  test('open until used, expired or five times wrong', () => {
    expect(smsCodeIsOpen(fresh, noon)).toBe(true)
    expect(smsCodeIsOpen({ ...fresh, wrongTries: 5 }, noon)).toBe(false)
    expect(smsCodeIsOpen({ ...fresh, expiresAt: noon }, noon)).toBe(false)
    expect(smsCodeIsOpen({ ...fresh, usedAt: noon }, noon)).toBe(false)
  })
})
