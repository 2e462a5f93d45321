export type FileType = 'image/png' | 'image/jpeg' | 'image/webp' | 'video/mp4'

const startsWith = (bytes: Uint8Array, at: number, text: string) =>
  [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))

/**
 * The type that the bytes themselves say, whatever name or header came with them; null = none of
 * ours. SVG and HTML are text that a browser executes, so they are never among them.
 */
export function sniffType(bytes: Uint8Array): FileType | null {
  if (bytes[0] === 0x89 && startsWith(bytes, 1, 'PNG\r\n\x1a\n')) {
    return 'image/png'
  }
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) {
    return 'image/jpeg'
  }
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP')) {
    return 'image/webp'
  }
  return startsWith(bytes, 4, 'ftyp') ? 'video/mp4' : null
}
