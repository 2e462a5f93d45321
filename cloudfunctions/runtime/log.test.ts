import { redactText } from './log'

describe('logs', () => {
  test('a phone is masked wherever it stands in a line, other numbers stay', () => {
    expect(redactText('{"to":"13812342207","order":"2609220000000018"}')).toBe(
      '{"to":"138****2207","order":"2609220000000018"}',
    )
  })
})
