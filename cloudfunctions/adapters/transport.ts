import http from 'node:http'
import https from 'node:https'

/** IN-008: 2 s to connect, 5 s for the answer. */
const CONNECT_MS = 2_000
const ANSWER_MS = 5_000
const BODY_MAX = 21 * 1024 * 1024

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly answerMs?: number
}

export type HttpOutcome =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: Buffer
    }
  /** No whole answer: the peer may or may not have acted. */
  | { readonly kind: 'silence'; readonly message: string }
  /** The connection was never made, so nothing can have reached the peer. */
  | { readonly kind: 'unreachable'; readonly message: string }

const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 50 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 50 }),
}

/**
 * One request with both time-outs. Certificates are always verified and redirects never followed: a
 * peer that points elsewhere is not the peer.
 */
export function exchange(request: HttpRequest): Promise<HttpOutcome> {
  const url = new URL(request.url)
  const secure = url.protocol === 'https:'
  return new Promise((resolve) => {
    let connected = false
    let ended = false
    const timers: NodeJS.Timeout[] = []
    const end = (outcome: HttpOutcome) => {
      if (ended) {
        return
      }
      ended = true
      for (const timer of timers) {
        clearTimeout(timer)
      }
      resolve(outcome)
    }
    const fail = (message: string) =>
      end(connected ? { kind: 'silence', message } : { kind: 'unreachable', message })
    const sent = (secure ? https : http).request(url, {
      method: request.method,
      agent: secure ? agents['https:'] : agents['http:'],
      headers: {
        ...request.headers,
        ...(request.body === undefined
          ? {}
          : { 'content-length': String(Buffer.byteLength(request.body)) }),
      },
    })
    const give = (afterMs: number, message: () => string | null) =>
      timers.push(
        setTimeout(() => {
          const text = message()
          if (text !== null) {
            fail(text)
            sent.destroy()
          }
        }, afterMs),
      )
    give(CONNECT_MS, () => (connected ? null : 'connection timed out'))
    give(request.answerMs ?? ANSWER_MS, () => 'answer timed out')
    sent.on('socket', (socket) => {
      if (!socket.connecting) {
        connected = true
        return
      }
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        connected = true
      })
    })
    sent.on('error', (error) => fail(error.message))
    sent.on('response', (response) => readAnswer(response, end, fail))
    sent.end(request.body)
  })
}

function readAnswer(
  response: http.IncomingMessage,
  end: (outcome: HttpOutcome) => void,
  fail: (message: string) => void,
): void {
  const parts: Buffer[] = []
  let size = 0
  response.on('data', (part: Buffer) => {
    size += part.length
    if (size > BODY_MAX) {
      fail('answer too large')
      response.destroy()
      return
    }
    parts.push(part)
  })
  response.on('error', (error) => fail(error.message))
  response.on('aborted', () => fail('answer cut off'))
  response.on('end', () => {
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries(response.headers)) {
      headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
    }
    end({ kind: 'answer', status: response.statusCode ?? 0, headers, body: Buffer.concat(parts) })
  })
}
