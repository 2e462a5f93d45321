import { randomUUID } from 'node:crypto'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import type { Collection } from '../../core/journal'
import { type Json, textOf } from '../../core/json'
import {
  ControlRefusal,
  newPeerApp,
  type Peer,
  type PeerKit,
  type PeerPlan,
  refuseControl,
} from '../../core/peer'
import { commandReply, eventFrame, readCommands } from './event-socket'

/** The telephone switch: FreeSWITCH's event socket. Callers and answers are played by acts. */
export const switchPlan: PeerPlan = {
  name: 'switch',
  rules: () => ({
    retrySeconds: [],
    build: () => ({ headers: {}, body: '' }),
    accepts: () => true,
  }),
  open: (kit) => openPeer(kit),
}

interface Call {
  uuid: string
  from: string
  to: string
  direction: 'inbound' | 'outbound'
  state: 'ringing' | 'answered' | 'ended'
  at: string
}

interface Line {
  socket: Socket
  signedIn: boolean
  events: boolean
}

interface SwitchDesk {
  kit: PeerKit
  calls: Collection<Call>
  lines: Set<Line>
  server: Server | undefined
}

function openPeer(kit: PeerKit): Peer {
  const desk: SwitchDesk = {
    kit,
    calls: kit.store.collection('calls-on-the-switch'),
    lines: new Set(),
    server: undefined,
  }
  return {
    name: 'switch',
    title: '电话交换机',
    app: newPeerApp(),
    errorBody: (code, message) => ({ status: 500, body: `-ERR ${code} ${message}` }),
    act: (action, body) => act(desk, action, body),
    outbox: () => [],
    summary: () => ({ calls: desk.calls.size(), lines: desk.lines.size }),
    close() {
      for (const line of desk.lines) line.socket.destroy()
      desk.server?.close()
    },
  }
}

async function act(desk: SwitchDesk, action: string, body: Json): Promise<unknown> {
  if (action === 'listen') return { port: await listen(desk, Number(body.port ?? 0)) }
  if (action === 'ring') return ring(desk, body)
  if (action === 'answer') return move(desk, body, 'answered')
  if (action === 'hang-up') return move(desk, body, 'ended')
  return refuseControl(`没有这个动作：${action}`)
}

/** Opens the event socket on this machine; the same port again when it is open already. */
function listen(desk: SwitchDesk, port: number): Promise<number> {
  const portOf = (server: Server) => (server.address() as AddressInfo).port
  if (desk.server) return Promise.resolve(portOf(desk.server))
  const server = createServer((socket) => greet(desk, socket))
  desk.server = server
  return new Promise((done, fail) => {
    server.once('error', (error) => fail(new ControlRefusal(error.message)))
    server.listen(port, '127.0.0.1', () => done(portOf(server)))
  })
}

function greet(desk: SwitchDesk, socket: Socket): void {
  const line: Line = { socket, signedIn: false, events: false }
  desk.lines.add(line)
  socket.on('close', () => desk.lines.delete(line))
  socket.on('error', () => socket.destroy())
  socket.write('Content-Type: auth/request\n\n')
  let kept = ''
  socket.on('data', (chunk) => {
    const { commands, rest } = readCommands(kept + chunk.toString('utf8'))
    kept = rest
    for (const command of commands) socket.write(obey(desk, line, command))
  })
}

function obey(desk: SwitchDesk, line: Line, command: string): string {
  const [word = '', ...words] = (command.split('\n')[0] ?? '').split(' ')
  const rest = words.join(' ')
  if (word === 'auth') {
    line.signedIn = rest === desk.kit.keys.switchPassword
    return commandReply(line.signedIn ? '+OK accepted' : '-ERR invalid')
  }
  if (!line.signedIn) return commandReply('-ERR command not found')
  if (word === 'event') {
    line.events = rest.startsWith('plain')
    return commandReply(
      line.events ? '+OK event listener enabled plain' : '-ERR no keywords supplied',
    )
  }
  if (word === 'bgapi' && rest.startsWith('originate ')) return originate(desk, rest)
  return commandReply('-ERR command not found')
}

/** `bgapi originate {origination_uuid=…}user/1001 …`: the phone rings; answering is an act. */
function originate(desk: SwitchDesk, rest: string): string {
  const uuid = /origination_uuid=([^,}]+)/.exec(rest)?.[1] ?? randomUUID()
  const to = /\}?([^\s}]+) /.exec(rest.slice('originate '.length))?.[1] ?? ''
  if (!desk.calls.has(uuid)) {
    addCall(desk, { uuid, from: 'agent', to, direction: 'outbound' })
    desk.kit.log.effect('call', uuid, desk.kit.clock.now())
  }
  const job = randomUUID()
  return commandReply(`+OK Job-UUID: ${job}`, { 'Job-UUID': job })
}

function ring(desk: SwitchDesk, body: Json): Call {
  const uuid = textOf(body.uuid) || randomUUID()
  return addCall(desk, {
    uuid,
    from: textOf(body.from, '13812342207'),
    to: textOf(body.to, '4008200000'),
    direction: 'inbound',
  })
}

function addCall(desk: SwitchDesk, draft: Omit<Call, 'state' | 'at'>): Call {
  const call: Call = { ...draft, state: 'ringing', at: desk.kit.clock.now().toISOString() }
  desk.calls.put(call.uuid, call)
  tell(desk, 'CHANNEL_CREATE', call)
  return call
}

function move(desk: SwitchDesk, body: Json, state: Call['state']): Call {
  const call = desk.calls.get(textOf(body.uuid)) ?? refuseControl('没有这通电话')
  if (call.state === 'ended') return refuseControl('这通电话已经结束')
  const moved = { ...call, state }
  desk.calls.put(call.uuid, moved)
  tell(desk, state === 'answered' ? 'CHANNEL_ANSWER' : 'CHANNEL_HANGUP_COMPLETE', moved)
  return moved
}

function tell(desk: SwitchDesk, event: string, call: Call): void {
  const at = desk.kit.clock.now().getTime()
  const frame = eventFrame({
    'Event-Name': event,
    'Event-Date-Timestamp': String(at * 1000),
    'Unique-ID': call.uuid,
    'Call-Direction': call.direction,
    'Caller-Caller-ID-Number': call.from,
    'Caller-Destination-Number': call.to,
    'Answer-State': call.state === 'answered' ? 'answered' : 'ringing',
  })
  for (const line of desk.lines) if (line.events) line.socket.write(frame)
}
