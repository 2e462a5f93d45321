import { qrPicture } from './qr'

test('the code is a GIF that a phone can show without a canvas', () => {
  const picture = qrPicture('https://xietong.example/member/#/channel/invite/index?invite=abc')
  expect(picture).toMatch(/^data:image\/gif;base64,R0lGOD/)
  expect(picture.length).toBeGreaterThan(1_000)
  expect(qrPicture('a')).not.toBe(qrPicture('b'))
})
