const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export type FileType = 'image/png' | 'image/jpeg' | 'image/webp' | 'video/mp4' | typeof XLSX

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
  if (startsWith(bytes, 4, 'ftyp')) {
    return 'video/mp4'
  }
  // A workbook is a zip whose names are in clear.
  return startsWith(bytes, 0, 'PK\u0003\u0004') && holds(bytes, 'xl/') ? XLSX : null
}

/** Whether a workbook carries a macro project, which Excel would run. */
export function holdsMacros(bytes: Uint8Array): boolean {
  return startsWith(bytes, 0, 'PK\u0003\u0004') && holds(bytes, 'vbaProject')
}

/** Whether the bytes hold an ASCII text. */
function holds(bytes: Uint8Array, text: string): boolean {
  const first = text.charCodeAt(0)
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, at, text)) {
      return true
    }
  }
  return false
}
