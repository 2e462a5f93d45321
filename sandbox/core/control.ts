import { type Context, Hono } from 'hono'
import type { Sandbox } from '../sandbox'
import type { Store } from './journal'
import { type Json, numberOf, parseRecord, textOf } from './json'
import { ControlRefusal, type Message, type PeerName } from './peer'
import { wechatStandIn } from './wechat-stand-in'

/** The control interface of the sandbox (IN-016..019); for this machine only. */
export function controlApp(sandbox: Sandbox, control: Store): Hono {
  const app = new Hono()
  app.get('/peers', (c) => c.json({ ok: true, clock: clockOf(sandbox), peers: states(sandbox) }))
  app.get('/clock', (c) => c.json({ ok: true, value: clockOf(sandbox) }))
  app.post('/clock', (c) => answer(c, (body) => setClock(sandbox, control, body)))
  app.post('/reset', (c) => answer(c, (body) => resetPeers(sandbox, body)))
  app.get('/outbox', (c) => c.json({ ok: true, rows: messages(sandbox, c.req.query()) }))
  app.get('/people', (c) => c.json({ ok: true, value: worldOf(sandbox).people() }))
  wechatStandIn(app, sandbox)
  app.get('/:peer/outbox', (c) => {
    const open = sandbox.peers.get(c.req.param('peer') as PeerName)
    if (!open) return c.json({ ok: false, message: '没有这一方' }, 404)
    return c.json({ ok: true, rows: filtered(open.peer.outbox(), c.req.query()) })
  })
  app.get('/:peer/calls', (c) => onPeer(c, sandbox, (name) => calls(sandbox, name, c)))
  app.get('/:peer/effects', (c) => onPeer(c, sandbox, (name) => effects(sandbox, name, c)))
  app.get('/:peer/callbacks', (c) => onPeer(c, sandbox, (name) => callbacks(sandbox, name, c)))
  app.get('/:peer/fault', (c) => onPeer(c, sandbox, (name) => kitOf(sandbox, name).faults.list()))
  app.post('/:peer/fault', (c) =>
    onPeer(c, sandbox, (name, body) => addFaults(sandbox, name, body)),
  )
  app.post('/:peer/fault/clear', (c) =>
    onPeer(c, sandbox, (name) => {
      kitOf(sandbox, name).faults.clear()
      return { cleared: true }
    }),
  )
  app.post('/:peer/act', (c) =>
    onPeer(c, sandbox, (name, body) => sandbox.act(name, textOf(body.action), body)),
  )
  return app
}

/** Runs a control call; a refusal becomes 400 with its sentence. */
export async function answer(
  c: Context,
  run: (body: Json) => unknown | Promise<unknown>,
): Promise<Response> {
  const text = c.req.method === 'POST' ? await c.req.text() : ''
  const body = text === '' ? {} : parseRecord(text)
  if (!body) return c.json({ ok: false, message: '请求体不是 JSON 对象' }, 400)
  try {
    const value = await run(body)
    return c.json({ ok: true, value: value ?? null } as Json)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return c.json({ ok: false, message }, error instanceof ControlRefusal ? 400 : 422)
  }
}

async function onPeer(
  c: Context,
  sandbox: Sandbox,
  run: (name: PeerName, body: Json) => unknown | Promise<unknown>,
): Promise<Response> {
  const name = c.req.param('peer') as PeerName
  if (!sandbox.peers.has(name)) return c.json({ ok: false, message: `没有 ${name} 这一方` }, 404)
  return answer(c, async (body) => {
    const value = await run(name, body)
    await kitOf(sandbox, name).store.sync()
    return value
  })
}

function openOf(sandbox: Sandbox, name: PeerName) {
  const open = sandbox.peers.get(name)
  if (!open) throw new ControlRefusal(`没有 ${name} 这一方`)
  return open
}

const kitOf = (sandbox: Sandbox, name: PeerName) => openOf(sandbox, name).kit

const worldOf = (sandbox: Sandbox) => kitOf(sandbox, 'wechat').world

const clockOf = (sandbox: Sandbox): Json => ({
  now: sandbox.clock.now().toISOString(),
  shiftMs: sandbox.clock.shiftMs(),
})

async function setClock(sandbox: Sandbox, control: Store, body: Json): Promise<Json> {
  sandbox.clock.set({
    ...(typeof body.at === 'string' ? { at: body.at } : {}),
    ...(typeof body.advanceMs === 'number' ? { advanceMs: body.advanceMs } : {}),
    ...(typeof body.offsetMs === 'number' ? { offsetMs: body.offsetMs } : {}),
    ...(body.real === true ? { real: true } : {}),
  })
  await control.sync()
  // What has become due by the jump happens now, not at the next tick.
  await sandbox.tick()
  return clockOf(sandbox)
}

async function resetPeers(sandbox: Sandbox, body: Json): Promise<Json> {
  const name = textOf(body.peer)
  if (name === '') {
    await sandbox.reset()
    return { reset: [...sandbox.peers.keys()] }
  }
  openOf(sandbox, name as PeerName)
  await sandbox.reset(name as PeerName)
  return { reset: [name] }
}

function states(sandbox: Sandbox): Json[] {
  return [...sandbox.peers].map(([name, { kit, peer }]) => ({
    name,
    title: peer.title,
    path: `/peers/${name}`,
    calls: kit.log.list().length,
    doubles: kit.log.doubles(),
    faults: kit.faults.list(),
    callbacks: kit.deliveries.list().filter((one) => one.state === 'waiting').length,
    ...peer.summary(),
  }))
}

function addFaults(sandbox: Sandbox, name: PeerName, body: Json): unknown {
  return kitOf(sandbox, name).faults.add(body, sandbox.clock.now())
}

function messages(sandbox: Sandbox, query: Record<string, string>): Message[] {
  const all = [...sandbox.peers.values()].flatMap(({ peer }) => peer.outbox())
  return filtered(all, query)
}

/** In order of arrival; `to`, `kind` and `since` narrow, `limit` keeps the latest. */
function filtered(all: Message[], query: Record<string, string>): Message[] {
  const hits = all.filter(
    (message) =>
      (query.to === undefined || message.to.includes(query.to)) &&
      (query.kind === undefined || message.kind === query.kind) &&
      (query.since === undefined || message.at >= query.since),
  )
  hits.sort((a, b) => a.at.localeCompare(b.at))
  return hits.slice(-numberOf(query.limit, 200))
}

const newest = <T>(rows: T[], c: Context): T[] =>
  rows.slice(-numberOf(c.req.query('limit'), 200)).reverse()

function calls(sandbox: Sandbox, name: PeerName, c: Context): unknown {
  const { key, trace } = c.req.query()
  const all = kitOf(sandbox, name).log.list()
  return newest(
    all.filter(
      (call) =>
        (key === undefined || call.key === key) && (trace === undefined || call.traceNo === trace),
    ),
    c,
  )
}

function effects(sandbox: Sandbox, name: PeerName, c: Context): unknown {
  const { log } = kitOf(sandbox, name)
  const { key } = c.req.query()
  const all = c.req.query('double') === '1' ? log.doubles() : log.effects()
  return newest(
    all.filter((effect) => key === undefined || effect.key === key),
    c,
  )
}

function callbacks(sandbox: Sandbox, name: PeerName, c: Context): unknown {
  const { key } = c.req.query()
  const all = kitOf(sandbox, name).deliveries.list()
  return newest(
    all.filter((delivery) => key === undefined || delivery.key === key),
    c,
  )
}
