import { join } from 'node:path'
import { Hono } from 'hono'
import { openCallLog } from './core/call-log'
import { type Clock, openClock } from './core/clock'
import { controlApp } from './core/control'
import { openDeliveries } from './core/deliveries'
import { openFaults } from './core/faults'
import { openJournal, type Store } from './core/journal'
import { loopbackOnly } from './core/loopback'
import { peerFront } from './core/middleware'
import type { Peer, PeerKit, PeerName, PeerPlan, World } from './core/peer'
import { type Keys, openKeys } from './keys'
import { alipayPlan } from './peers/bills/alipay'
import { sandpayPlan } from './peers/bills/sandpay'
import { invoicePlan } from './peers/invoice/peer'
import { kuaidiPlan } from './peers/kuaidi100/peer'
import { mailPlan } from './peers/mail/peer'
import { mapPlan } from './peers/map/peer'
import { smsPlan } from './peers/sms/peer'
import { storagePlan } from './peers/storage/peer'
import { switchPlan } from './peers/switch/peer'
import { wechatPlan } from './peers/wechat/peer'
import { wechatPayPlan } from './peers/wechat-pay/peer'
import { wecomPlan } from './peers/wecom/peer'
import { productEnvironment } from './product-config'
import { appNames, type Person, seedPeople } from './seed/people'

export interface SandboxOptions {
  /** Folder of the keys and journals; made when missing. */
  dataDir: string
  /** Where peers can be reached from outside, for example http://127.0.0.1:7700. */
  baseUrl: string
  /** Real time unless a test passes its own. */
  now?: () => Date
  /** Off only where losing the last writes at a power cut does not matter. */
  fsync?: boolean
  /** How often things that happen by themselves are looked at; 0 leaves it to `tick()`. */
  tickMs?: number
}

export interface OpenPeer {
  kit: PeerKit
  peer: Peer
}

export interface Sandbox {
  app: Hono
  clock: Clock
  keys: Keys
  peers: Map<PeerName, OpenPeer>
  /** The environment that points the product here. */
  productEnv(): Record<string, string>
  /** The address is known only after listening when the port is 0. */
  setBaseUrl(url: string): void
  /** Where callbacks without an address of their own go, when the product runs elsewhere. */
  setHooksUrl(url: string): void
  act(peer: PeerName, action: string, body: Record<string, unknown>): Promise<unknown>
  tick(): Promise<void>
  reset(peer?: PeerName): Promise<void>
  close(): Promise<void>
}

const plans: readonly PeerPlan[] = [
  wechatPayPlan,
  wechatPlan,
  smsPlan,
  kuaidiPlan,
  mapPlan,
  sandpayPlan,
  alipayPlan,
  wecomPlan,
  storagePlan,
  invoicePlan,
  switchPlan,
  mailPlan,
]

/** Opens all peers, their control interface and their memory; the caller mounts or serves `app`. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const keys = await openKeys(options.dataDir)
  const journal = (name: string) =>
    openJournal({
      file: join(options.dataDir, 'journals', `${name}.jsonl`),
      fsync: options.fsync ?? true,
    })
  const control = await journal('control')
  const clock = openClock(control, options.now ?? (() => new Date()))
  let baseUrl = options.baseUrl
  let hooksUrl = ''
  const peers = new Map<PeerName, OpenPeer>()
  const world = openWorld(control, () => ({ baseUrl, hooksUrl: hooksUrl || baseUrl }))
  for (const plan of plans) {
    const store = await journal(plan.name)
    peers.set(plan.name, openPeer(plan, { store, clock, keys, world, dataDir: options.dataDir }))
  }
  await Promise.all([...peers.values()].map(({ peer }) => peer.ready?.()))
  const smtpPort = Number(peers.get('mail')?.peer.summary().port)
  const sandbox: Sandbox = {
    app: new Hono(),
    clock,
    keys,
    peers,
    productEnv: () => productEnvironment(keys, baseUrl, smtpPort),
    setBaseUrl(url) {
      baseUrl = url
    },
    setHooksUrl(url) {
      hooksUrl = url
    },
    act: (name, action, body) => runAct(peers, name, action, body),
    tick: () => tick(peers),
    reset: (name) => reset(peers, control, name),
    close: () => closeAll(peers, control, timer),
  }
  mount(sandbox, control)
  const timer = startTicker(sandbox, options.tickMs ?? 150)
  return sandbox
}

function openPeer(
  plan: PeerPlan,
  parts: Pick<PeerKit, 'store' | 'clock' | 'keys' | 'world' | 'dataDir'>,
): OpenPeer {
  const faults = openFaults(parts.store)
  const kit = { ...parts, name: plan.name, faults, log: openCallLog(parts.store) } as PeerKit
  kit.deliveries = openDeliveries({ ...parts, faults, rules: plan.rules(kit) })
  const peer = plan.open(kit)
  peer.seed?.()
  return { kit, peer }
}

interface Addresses {
  baseUrl: string
  hooksUrl: string
}

function openWorld(control: Store, addresses: () => Addresses): World {
  const added = control.collection<Person>('people')
  const people = () => [...seedPeople, ...added.all()]
  const byOpenid = new Map<string, { person: Person; app: string }>()
  const index = (person: Person) => {
    for (const app of appNames) byOpenid.set(person.openids[app], { person, app })
  }
  for (const person of people()) index(person)
  const nothing = () => undefined
  return {
    people,
    person: (id) => seedPeople.find((one) => one.id === id) ?? added.get(id),
    personByOpenid: (openid) => byOpenid.get(openid),
    addPerson(person) {
      added.put(person.id, person)
      index(person)
      return control.sync()
    },
    payments: { byNumber: nothing, byTransaction: nothing },
    hookUrl: (path) => `${addresses().hooksUrl}/hooks/${path}`,
    baseUrl: () => addresses().baseUrl,
  }
}

function mount(sandbox: Sandbox, control: Store): void {
  // Only its own paths: the host mounts the product beside the sandbox.
  sandbox.app.use('/peers/*', loopbackOnly)
  sandbox.app.use('/_control/*', loopbackOnly)
  for (const [name, open] of sandbox.peers) {
    const prefix = `/peers/${name}`
    sandbox.app.use(
      `${prefix}/*`,
      peerFront(open.kit, () => open.peer, prefix),
    )
    sandbox.app.route(prefix, open.peer.app as unknown as Hono)
  }
  sandbox.app.route('/_control', controlApp(sandbox, control))
}

async function runAct(
  peers: Map<PeerName, OpenPeer>,
  name: PeerName,
  action: string,
  body: Record<string, unknown>,
): Promise<unknown> {
  const open = peers.get(name)
  if (!open) throw new Error(`no peer ${name}`)
  const made = await open.peer.act(action, body)
  await open.kit.store.sync()
  void open.kit.deliveries.pump()
  return made
}

async function tick(peers: Map<PeerName, OpenPeer>): Promise<void> {
  for (const { peer, kit } of peers.values()) {
    peer.tick?.()
    // A callback leaves only after the fact it tells of is on the disk.
    await kit.store.sync()
  }
  await Promise.all([...peers.values()].map(({ kit }) => kit.deliveries.pump()))
}

function startTicker(sandbox: Sandbox, everyMs: number): NodeJS.Timeout | undefined {
  if (everyMs === 0) return undefined
  let running = false
  const timer = setInterval(() => {
    if (running) return
    running = true
    void sandbox
      .tick()
      .catch((error: unknown) => process.stderr.write(`sandbox tick: ${String(error)}\n`))
      .finally(() => {
        running = false
      })
  }, everyMs)
  timer.unref()
  return timer
}

async function reset(
  peers: Map<PeerName, OpenPeer>,
  control: Store,
  name: PeerName | undefined,
): Promise<void> {
  for (const [peerName, { kit, peer }] of peers) {
    if (name !== undefined && name !== peerName) continue
    kit.deliveries.clear()
    kit.store.clear()
    peer.seed?.()
    await kit.store.sync()
  }
  if (name !== undefined) return
  control.clear()
  await control.sync()
}

async function closeAll(
  peers: Map<PeerName, OpenPeer>,
  control: Store,
  timer: NodeJS.Timeout | undefined,
): Promise<void> {
  clearInterval(timer)
  for (const { kit, peer } of peers.values()) {
    peer.close?.()
    kit.deliveries.stop()
    await kit.store.close()
  }
  await control.close()
}
