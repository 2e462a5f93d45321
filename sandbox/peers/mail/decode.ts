/** Reads a message as a mailbox shows it: its headers and its text in plain words. */
export interface Mail {
  readonly subject: string
  readonly messageId: string
  readonly text: string
}

export function readMail(source: string): Mail {
  const { headers, body } = partsOf(source)
  return {
    subject: words(headers.get('subject') ?? ''),
    messageId: headers.get('message-id') ?? '',
    text: textIn(headers, body).trim(),
  }
}

function partsOf(source: string): { headers: Map<string, string>; body: string } {
  const end = source.indexOf('\r\n\r\n')
  const head = end < 0 ? source : source.slice(0, end)
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  return { headers, body: end < 0 ? '' : source.slice(end + 4) }
}

/** The plain text, from the first part of a message with several. */
function textIn(headers: Map<string, string>, body: string): string {
  const boundary = /boundary="?([^";]+)/i.exec(headers.get('content-type') ?? '')?.[1]
  if (boundary !== undefined) {
    const part = partsOf((body.split(`--${boundary}`)[1] ?? '').replace(/^\r\n/, ''))
    return textIn(part.headers, part.body)
  }
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? quoted(body) : body
}

const quoted = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    'latin1',
  ).toString('utf8')

/** Encoded words of a header (RFC 2047); pieces that follow each other are one text. */
function words(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : quoted(text.replaceAll('_', ' ')),
    )
}
