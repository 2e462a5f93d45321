import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { type Json, parseRecord, recordOf, textOf } from '../../core/json'
import {
  type Message,
  newPeerApp,
  type Peer,
  type PeerApp,
  type PeerEnv,
  type PeerKit,
  type PeerPlan,
  refuseControl,
} from '../../core/peer'
import { expireToken, mountApplication, openApplication, removeMember } from './application'

/** WeCom: group robots, one address per group, and the messages of our application. */
export const wecomPlan: PeerPlan = {
  name: 'wecom',
  rules: () => ({
    retrySeconds: [],
    build: () => ({ headers: {}, body: '' }),
    accepts: () => true,
  }),
  open: (kit) => openPeer(kit),
}

interface Robot {
  key: string
  group: string
}

const PER_MINUTE = 20
const TEXT_BYTES = 2_048
const MARKDOWN_BYTES = 4_096

function openPeer(kit: PeerKit): Peer {
  const robots = kit.store.collection<Robot>('robots')
  const messages = kit.store.collection<Message>('messages')
  const app: PeerApp = newPeerApp()
  const application = openApplication(kit, messages)
  mountApplication(app, application)
  app.post('/cgi-bin/webhook/send', (c) =>
    send(c, { kit, messages, robots: (key) => robots.get(key) }),
  )
  return {
    name: 'wecom',
    title: '企业微信',
    app,
    seed() {
      const groups = { 'SBX-robot-after-sale': '售后值班群', [kit.keys.wecom.robotKey]: '新单群' }
      for (const [key, group] of Object.entries(groups)) {
        if (!robots.has(key)) robots.put(key, { key, group })
      }
    },
    errorBody: (code, message) => ({
      status: 200,
      body: JSON.stringify({ errcode: Number(code) || -1, errmsg: message || 'system busy' }),
    }),
    async act(action, body) {
      if (action === 'remove-member') return removeMember(application, textOf(body.mobile))
      if (action === 'expire-token') return expireToken(application)
      if (action !== 'add-robot') return refuseControl(`没有这个动作：${action}`)
      const robot = { key: textOf(body.key, `SBX-${randomUUID()}`), group: textOf(body.group) }
      robots.put(robot.key, robot)
      return robot
    },
    outbox: () => messages.all(),
    summary: () => ({ robots: robots.all(), messages: messages.size() }),
  }
}

interface RobotDesk {
  kit: PeerKit
  messages: { all(): Message[]; put(key: string, message: Message): void }
  robots(key: string): Robot | undefined
}

function send(c: Context<PeerEnv>, desk: RobotDesk): Response {
  const robot = desk.robots(c.req.query('key') ?? '')
  if (!robot) return answer(c, 93000, 'invalid webhook url')
  const body = parseRecord(c.get('raw'))
  if (!body) return answer(c, 40008, 'invalid message type')
  const kind = textOf(body.msgtype)
  const content = textOf(recordOf(body[kind]).content)
  if (kind !== 'text' && kind !== 'markdown') return answer(c, 40008, 'invalid message type')
  if (content === '') return answer(c, 44004, 'text content is empty')
  const limit = kind === 'text' ? TEXT_BYTES : MARKDOWN_BYTES
  if (Buffer.byteLength(content) > limit) {
    return answer(c, 40058, `${kind}.content exceed max length ${limit}`)
  }
  const now = desk.kit.clock.now()
  if (lastMinute(desk, robot.key, now) >= PER_MINUTE)
    return answer(c, 45009, 'api freq out of limit')
  const id = randomUUID()
  desk.messages.put(id, {
    id,
    at: now.toISOString(),
    kind: '群机器人',
    to: robot.group,
    text: content,
    detail: { key: robot.key, ...mentions(recordOf(body.text)) },
  })
  return answer(c, 0, 'ok')
}

const mentions = (text: Json): Json => ({
  mentionedMobiles: text.mentioned_mobile_list ?? [],
  mentioned: text.mentioned_list ?? [],
})

function lastMinute(desk: RobotDesk, key: string, now: Date): number {
  const since = new Date(now.getTime() - 60_000).toISOString()
  return desk.messages.all().filter((one) => one.detail.key === key && one.at > since).length
}

const answer = (c: Context<PeerEnv>, errcode: number, errmsg: string): Response =>
  c.json({ errcode, errmsg })
