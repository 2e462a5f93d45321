/** The framing of FreeSWITCH's event socket: blocks of lines ended by an empty one. */
export function readCommands(text: string): { commands: string[]; rest: string } {
  const blocks = text.split('\n\n')
  const rest = blocks.pop() ?? ''
  return { commands: blocks.map((block) => block.trim()).filter((block) => block !== ''), rest }
}

export function commandReply(words: string, headers: Record<string, string> = {}): string {
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`)
  return `Content-Type: command/reply\nReply-Text: ${words}\n${more.join('')}\n`
}

/** An event in the plain form: its own headers, percent-encoded, inside a block with a length. */
export function eventFrame(headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(
    ([name, value]) => `${name}: ${encodeURIComponent(value)}\n`,
  )
  const body = `${lines.join('')}\n`
  return `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-plain\n\n${body}`
}
