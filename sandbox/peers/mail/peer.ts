import { randomUUID } from 'node:crypto'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Collection } from '../../core/journal'
import { textOf } from '../../core/json'
import {
  type Message,
  newPeerApp,
  type Peer,
  type PeerKit,
  type PeerPlan,
  refuseControl,
} from '../../core/peer'
import { readMail } from './decode'
import { converse, type Postbox } from './smtp'

/** A mail server: SMTP on a port of this machine, and one mailbox that shows every message. */
export const mailPlan: PeerPlan = {
  name: 'mail',
  rules: () => ({
    retrySeconds: [],
    build: () => ({ headers: {}, body: '' }),
    accepts: () => true,
  }),
  open: (kit) => openPeer(kit),
}

interface MailDesk {
  readonly kit: PeerKit
  readonly messages: Collection<Message>
  /** Addresses that do not exist. */
  readonly bouncing: Collection<boolean>
}

function openPeer(kit: PeerKit): Peer {
  const desk: MailDesk = {
    kit,
    messages: kit.store.collection('messages'),
    bouncing: kit.store.collection('bouncing'),
  }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    converse(socket, postbox(desk))
  })
  server.unref()
  const port = () => (server.address() as AddressInfo | null)?.port ?? 0
  return {
    name: 'mail',
    title: '邮件',
    app: newPeerApp(),
    errorBody: (code, message) => ({ status: 500, body: `${code} ${message}` }),
    async act(action, body) {
      const address = textOf(body.address)
      if (action === 'bounce') desk.bouncing.put(address, true)
      else if (action === 'accept') desk.bouncing.remove(address)
      else return refuseControl(`没有这个动作：${action}`)
      return { address }
    },
    outbox: () => desk.messages.all(),
    summary: () => ({ port: port(), messages: desk.messages.size() }),
    ready: () => listen(desk, server),
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** The port of the last start if it is free, so that a product that runs on finds it again. */
async function listen({ kit }: MailDesk, server: Server): Promise<void> {
  const kept = kit.store.collection<number>('port')
  const open = (port: number) =>
    new Promise<void>((done, fail) => {
      server.once('error', fail)
      server.listen(port, '127.0.0.1', () => {
        server.removeListener('error', fail)
        done()
      })
    })
  await open(kept.get('smtp') ?? 0).catch(() => open(0))
  kept.put('smtp', (server.address() as AddressInfo).port)
  await kit.store.sync()
}

function postbox(desk: MailDesk): Postbox {
  const { kit, messages, bouncing } = desk
  return {
    signIn: (user, password) => user === kit.keys.mail.user && password === kit.keys.mail.password,
    refusal(step) {
      if (bouncing.has(step.replace('RCPT ', ''))) return '550 5.1.1 no such user'
      const now = kit.clock.now()
      const fault = kit.faults.take({ on: 'answer', subject: step, now, kinds: ['code', 'down'] })
      if (!fault) return null
      return fault.kind === 'down' ? '421 4.3.2 closing' : `${fault.code} ${fault.message}`
    },
    async take({ to, source }) {
      const { subject, messageId, text } = readMail(source)
      const at = kit.clock.now()
      const id = randomUUID()
      messages.put(id, {
        id,
        at: at.toISOString(),
        kind: '邮件',
        to: to.join(', '),
        text: `${subject}\n${text}`,
        detail: { subject, messageId },
      })
      kit.log.effect('mail', messageId, at)
      await kit.store.sync()
    },
  }
}
