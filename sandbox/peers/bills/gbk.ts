/** Text as GBK bytes. Node reads GBK but cannot write it: the table is made from its reader. */
let table: Map<string, number> | undefined

export function toGbk(text: string): Buffer {
  table ??= makeTable()
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0x3f
    const pair = code < 0x80 ? undefined : table.get(character)
    if (code < 0x80) bytes.push(code)
    else if (pair === undefined) bytes.push(0x3f)
    else bytes.push(pair >> 8, pair & 0xff)
  }
  return Buffer.from(bytes)
}

function makeTable(): Map<string, number> {
  const decoder = new TextDecoder('gbk')
  const made = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if ([...character].length === 1 && character !== '\ufffd') {
        made.set(character, (lead << 8) | trail)
      }
    }
  }
  return made
}
