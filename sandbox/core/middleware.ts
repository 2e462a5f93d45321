import type { Context, MiddlewareHandler, Next } from 'hono'
import type { Fault } from './faults'
import type { Peer, PeerEnv, PeerKit } from './peer'

/** Of an uploaded file the log keeps the beginning. */
const SHOWN_MAX = 20_000

/**
 * What every peer has in front of it: the trace number, the faults ordered for the next answers,
 * the call log, and the rule that nothing is answered before it is on the disk.
 */
export function peerFront(kit: PeerKit, peer: () => Peer, prefix: string): MiddlewareHandler {
  return async (context, next) => {
    const c = context as unknown as Context<PeerEnv>
    const started = performance.now()
    // As bytes first: uploaded files are no text, and the body can be read only once.
    const raw = Buffer.from(await c.req.arrayBuffer()).toString('utf8')
    const url = new URL(c.req.url)
    const target = `${url.pathname.slice(prefix.length) || '/'}${url.search}`
    const asked = c.req.header('x-trace-no') ?? ''
    const serial = kit.log.nextTrace()
    const trace = asked === '' ? `SBX-${serial}` : asked
    c.set('raw', raw)
    c.set('target', target)
    c.set('trace', serial)
    c.set('key', '')
    const subject = `${c.req.method} ${readable(target)} ${raw}`
    const fault = await throughFaults({ c, kit, peer: peer(), subject }, next)
    c.res.headers.set('X-Trace-No', trace)
    const skewMs = c.get('skewMs') ?? 0
    if (skewMs !== 0) c.res.headers.set('Date', new Date(Date.now() + skewMs).toUTCString())
    kit.log.add({
      trace: serial,
      traceNo: trace,
      at: kit.clock.now().toISOString(),
      method: c.req.method,
      path: hideSecrets(target),
      key: c.get('key') ?? '',
      body: hideSecrets(raw.slice(0, SHOWN_MAX)),
      status: c.res.status,
      answer: hideSecrets(await readableAnswer(c.res)),
      ms: Math.round(performance.now() - started),
      fault: fault?.kind ?? '',
    })
    await kit.store.sync()
    if (fault?.kind === 'half-body') await sendHalf(c)
  }
}

interface Outgoing {
  writeHead(status: number, headers: Record<string, string>): void
  write(part: Uint8Array, written: () => void): void
  destroy(): void
}

/** Headers and half of the body arrive, then the connection is gone; the peer has acted. */
async function sendHalf(c: Context<PeerEnv>): Promise<void> {
  const { outgoing } = (c.env ?? {}) as { outgoing?: Outgoing }
  const whole = new Uint8Array(await c.res.arrayBuffer())
  const headers = { ...Object.fromEntries(c.res.headers), 'content-length': `${whole.length}` }
  const { status } = c.res
  await new Promise<void>((sent) => {
    outgoing?.writeHead(status, headers)
    outgoing?.write(whole.subarray(0, whole.length / 2), sent)
  })
  outgoing?.destroy()
  c.res = new Response(null, { headers: { 'x-hono-already-sent': 'true' } })
}

interface Passage {
  c: Context<PeerEnv>
  kit: PeerKit
  peer: Peer
  subject: string
}

async function throughFaults(passage: Passage, next: Next): Promise<Fault | undefined> {
  const { c, kit, subject } = passage
  const now = kit.clock.now()
  const place = { on: 'answer' as const, subject, now }
  const skew = kit.faults.take({ ...place, kinds: ['clock-skew'] })
  if (skew) c.set('skewMs', skew.seconds * 1000)
  const first = kit.faults.take({
    ...place,
    kinds: ['down', 'http', 'code', 'timeout-undone', 'timeout-done', 'half-body', 'delay'],
  })
  if (first && refusesOutright(passage, first)) {
    if (first.kind === 'timeout-undone') await hang(passage, first)
    return first
  }
  const signature = kit.faults.take({ ...place, kinds: ['bad-signature'] })
  c.set('badSignature', signature)
  if (first?.kind === 'delay') await wait(first.ms)
  await next()
  if (first?.kind === 'timeout-done') {
    // The effect must be safe before the caller is left in the dark.
    await kit.store.sync()
    await hang(passage, first)
  }
  return first ?? signature ?? skew
}

/** Faults that keep the call from happening; the answer is set here. */
function refusesOutright({ c, peer }: Passage, fault: Fault): boolean {
  if (fault.kind === 'http' || fault.kind === 'down') {
    const status = fault.status || (fault.kind === 'down' ? 503 : 500)
    c.res = new Response('', { status })
    return true
  }
  if (fault.kind === 'code') {
    const { status, body } = peer.errorBody(fault.code, fault.message, fault.status)
    c.res = new Response(body, { status, headers: { 'Content-Type': 'application/json' } })
    return true
  }
  if (fault.kind !== 'timeout-undone') return false
  c.res = new Response('', { status: 504 })
  return true
}

/** Longer than the caller waits (5 s); then the connection is cut, as a dying peer would. */
const HANG_MS = 6_000

async function hang({ c }: Passage, fault: Fault): Promise<void> {
  await wait(fault.ms > 0 ? fault.ms : HANG_MS)
  const socket = socketOf(c)
  socket?.destroy()
  c.res = new Response('', { status: 504 })
}

interface Destroyable {
  destroy(): void
}

function socketOf(c: Context<PeerEnv>): Destroyable | undefined {
  const bindings = c.env as { incoming?: { socket?: Destroyable } } | undefined
  return bindings?.incoming?.socket
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Keys, tokens and signatures never reach the log (IN-012). */
const hideSecrets = (text: string): string =>
  text
    .replace(/((?:secret|access_token|js_code|key|sig|sign)=)[^&\s"]+/gi, '$1***')
    .replace(/("(?:secret|access_token|session_key|sign|key|salt)"\s*:\s*")[^"]+"/gi, '$1***"')

async function readableAnswer(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? ''
  if (!/json|text/.test(type) || response.body === null) return ''
  return response.clone().text()
}

/** As a person writes it who says which calls a fault strikes: 重试路 and not %E9%87%8D… */
function readable(target: string): string {
  try {
    return decodeURIComponent(target)
  } catch {
    return target
  }
}
