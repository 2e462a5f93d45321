import { plainAddress } from './address-key'

test('spellings of one address are one, two addresses stay two', () => {
  const one = plainAddress('江苏省苏州市姑苏区平江路12号3幢A座')
  expect(plainAddress('江苏省 苏州市　姑苏区平江路１２号（3幢）ａ座。')).toBe(one)
  expect(plainAddress('江苏省苏州市姑苏区平江路12-1号')).not.toBe(
    plainAddress('江苏省苏州市姑苏区平江路121号'),
  )
})
