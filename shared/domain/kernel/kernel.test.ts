import fc from 'fast-check'
import { hasRightCheckDigit, withCheckDigit } from './check-digit'
import { maskName, maskPhone } from './mask'
import { refusalSentence } from './refusals'
import { day, id, instant, phone, text } from './schema'
import { mayMove, sourcesOf, stateMachine } from './state-machine'
import { addDays, dayStart, shanghaiDay, shanghaiInstant } from './time'

describe('kernel', () => {
  test('one wrong digit is caught by the check digit', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 20 })
    fc.assert(
      fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (list, at, change) => {
        const number = withCheckDigit(list.join(''))
        const place = at % number.length
        const wrong = (Number(number[place]) + change) % 10
        const broken = number.slice(0, place) + wrong + number.slice(place + 1)
        return hasRightCheckDigit(number) && !hasRightCheckDigit(broken)
      }),
      { numRuns: 5_000 },
    )
  })

  test('a Shanghai day begins at 16:00 UTC of the day before', () => {
    expect(shanghaiDay(new Date('2026-09-21T16:00:00.000Z'))).toBe('2026-09-22')
    expect(shanghaiDay(new Date('2026-09-21T15:59:59.999Z'))).toBe('2026-09-21')
    expect(dayStart('2026-09-22').toISOString()).toBe('2026-09-21T16:00:00.000Z')
    expect(shanghaiInstant('2026-09-22', '08:00').toISOString()).toBe('2026-09-22T00:00:00.000Z')
    expect(addDays('2026-09-30', 1)).toBe('2026-10-01')
  })

  test('a state machine with a lost or unknown state does not start', () => {
    expect(() => stateMachine<'a' | 'b'>(['a'], { a: [], b: [] })).toThrow(/never reached: b/)
    const machine = stateMachine<'a' | 'b' | 'c'>(['a'], { a: ['b'], b: ['c'], c: [] })
    expect(sourcesOf(machine, 'c')).toEqual(['b'])
    expect(mayMove(machine, 'a', 'c')).toBe(false)
  })

  test('schemas refuse what must never reach a use case', () => {
    for (const bad of ['', '   ', 'a\u0000b', '\ud800', 'x'.repeat(11)]) {
      expect(text(10).safeParse(bad).success).toBe(false)
    }
    expect(phone.safeParse('12812342207').success).toBe(false)
    expect(phone.safeParse('１3812342207').success).toBe(false)
    expect(day.safeParse('2026-02-30').success).toBe(false)
    expect(day.safeParse('2026-09-24').success).toBe(true)
    expect(instant.safeParse('2026-13-01T00:00:00.000Z').success).toBe(false)
    expect(id.safeParse('0197-not-an-id').success).toBe(false)
  })

  test('personal data is masked as users see it', () => {
    expect(maskPhone('13812342207')).toBe('138****2207')
    expect(maskName('欧阳静怡')).toBe('欧**')
  })

  test('a refusal tells in one sentence what to do, with its values filled in', () => {
    expect(refusalSentence('PRICE_CHANGED', { total: '3,412.08' })).toBe(
      '合计已变为 ¥3,412.08，请确认后再提交',
    )
    expect(refusalSentence('LEVEL_DISCOUNT_OUT_OF_RANGE', { dealers: ['甲店', '乙店'] })).toContain(
      '甲店、乙店',
    )
  })
})
