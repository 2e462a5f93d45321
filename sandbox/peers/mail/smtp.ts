import type { Socket } from 'node:net'

/** What a mailbox decides; the conversation around it is always the same. */
export interface Postbox {
  signIn(user: string, password: string): boolean
  /** The refusal of a step, for example `550 5.1.1 no such user`, or null. */
  refusal(step: string): string | null
  /** Answers after the message is on the disk. */
  take(mail: { from: string; to: string[]; source: string }): Promise<void>
}

interface Talk {
  readonly socket: Socket
  readonly box: Postbox
  signedIn: boolean
  from: string
  to: string[]
  /** Lines of the message while it arrives. */
  data: string[] | null
}

/** One SMTP conversation (RFC 5321) with AUTH PLAIN, as much as a sending client needs. */
export function converse(socket: Socket, box: Postbox): void {
  const talk: Talk = { socket, box, signedIn: false, from: '', to: [], data: null }
  let kept = ''
  let turn = Promise.resolve()
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    const lines = (kept + chunk.toString('latin1')).split('\r\n')
    kept = lines.pop() ?? ''
    turn = turn.then(() => hear(talk, lines)).catch(() => void socket.destroy())
  })
  say(talk, '220 sandbox ESMTP')
}

const say = ({ socket }: Talk, words: string): void => {
  if (!socket.destroyed) socket.write(`${words}\r\n`)
}

async function hear(talk: Talk, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    if (talk.data === null) {
      const words = obey(talk, line)
      say(talk, words)
      if (words.startsWith('221')) talk.socket.end()
    } else if (line === '.') {
      await finish(talk, talk.data)
    } else {
      talk.data.push(line.startsWith('..') ? line.slice(1) : line)
    }
  }
}

async function finish(talk: Talk, lines: readonly string[]): Promise<void> {
  const { from, to } = talk
  talk.data = null
  const refusal = talk.box.refusal('DATA')
  if (refusal === null) await talk.box.take({ from, to, source: lines.join('\r\n') })
  say(talk, refusal ?? '250 2.0.0 queued')
}

function obey(talk: Talk, line: string): string {
  const verb = (line.split(' ')[0] ?? '').toUpperCase()
  if (verb === 'EHLO') return '250-sandbox\r\n250-8BITMIME\r\n250 AUTH PLAIN'
  if (verb === 'HELO' || verb === 'NOOP') return '250 2.0.0 ok'
  if (verb === 'QUIT') return '221 2.0.0 bye'
  if (verb === 'AUTH') return signIn(talk, line)
  if (!talk.signedIn) return '530 5.7.0 authentication required'
  if (verb === 'RSET' || verb === 'MAIL') return begin(talk, line)
  if (verb === 'RCPT') return addReader(talk, addressIn(line))
  if (verb !== 'DATA') return '502 5.5.1 command not recognised'
  if (talk.to.length === 0) return '503 5.5.1 no recipient'
  talk.data = []
  return '354 end with a dot'
}

function signIn(talk: Talk, line: string): string {
  const [, kind, token = ''] = line.split(' ')
  if (kind?.toUpperCase() !== 'PLAIN') return '504 5.5.4 only PLAIN'
  const [, user = '', password = ''] = Buffer.from(token, 'base64').toString('utf8').split('\0')
  talk.signedIn = talk.box.signIn(user, password)
  return talk.signedIn ? '235 2.7.0 accepted' : '535 5.7.8 authentication failed'
}

function begin(talk: Talk, line: string): string {
  talk.from = addressIn(line)
  talk.to = []
  return talk.box.refusal(line) ?? '250 2.1.0 ok'
}

function addReader(talk: Talk, address: string): string {
  const refusal = talk.box.refusal(`RCPT ${address}`)
  if (refusal === null) talk.to.push(address)
  return refusal ?? '250 2.1.5 ok'
}

const addressIn = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? ''
