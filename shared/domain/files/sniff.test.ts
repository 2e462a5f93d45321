import { sniffType } from './sniff'

const bytes = (text: string) => Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)))

test('the four types are known by their first bytes', () => {
  expect(sniffType(bytes('\x89PNG\r\n\x1a\n....'))).toBe('image/png')
  expect(sniffType(bytes('\xff\xd8\xff\xe0'))).toBe('image/jpeg')
  expect(sniffType(bytes('RIFF....WEBPVP8 '))).toBe('image/webp')
  expect(sniffType(bytes('\0\0\0\x18ftypisom'))).toBe('video/mp4')
})

test('what a browser would execute is none of ours, under whatever name', () => {
  expect(sniffType(bytes('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))).toBeNull()
  expect(sniffType(bytes('<!doctype html>'))).toBeNull()
  expect(sniffType(bytes(''))).toBeNull()
})
