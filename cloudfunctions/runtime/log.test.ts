import { redactText } from './log'

describe('logs', () => {
  test('a phone is masked wherever it stands in a line, other numbers stay', () => {
    expect(redactText('{"to":"13812342207","order":"2609220000000018"}')).toBe(
      '{"to":"138****2207","order":"2609220000000018"}',
    )
  })

  test('identity cards and bank cards are masked, order and tracking numbers stay', () => {
    const told = redactText('id 110105199003078515 x 11010519900307851X card 6222600260001072444')
    expect(told).toBe('id 110105**********5 x 110105**********X card 6222********2444')
    const numbers =
      'order 2609229268422157 parcel SF1000000000001 paid 4200001234202609221234567890'
    expect(redactText(numbers)).toBe(numbers)
  })
})
