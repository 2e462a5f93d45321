import { peerKit } from '../rig/pay-books'
import type { World } from './world'

/** A peer loses, doubles, delays, reorders, falls silent or answers nonsense, for one order. */
export async function lie(world: World): Promise<string> {
  const { chance, rig } = world
  const order = chance.pick(world.orders.filter(({ numbers }) => numbers.length > 0))
  const match = chance.pick(order.numbers)
  const fault = chance.pick([
    { kind: 'timeout-done', ms: 20 },
    { kind: 'timeout-undone', ms: 20 },
    { kind: 'half-body' },
    { kind: 'http', status: 500 },
    { kind: 'drop' },
    { kind: 'duplicate', copies: 2 },
    { kind: 'reorder' },
    { kind: 'delay', on: 'callback', ms: 600_000 },
  ])
  peerKit(rig, 'wechat-pay').faults.add({ ...fault, match, times: 1 + chance.below(2) }, rig.now())
  world.lastTrouble = rig.now().getTime()
  return `WeChat Pay: ${fault.kind} for #${order.index}`
}

export async function goDown(world: World): Promise<string> {
  const seconds = 10 + world.chance.below(300)
  const peer = world.chance.pick(['wechat-pay', 'sms', 'wechat', 'kuaidi100'] as const)
  const { rig } = world
  peerKit(rig, peer).faults.add({ kind: 'down', seconds }, rig.now())
  if (peer === 'wechat-pay' || peer === 'wechat') {
    world.lastTrouble = rig.now().getTime() + seconds * 1_000
  }
  return `${peer} is down for ${seconds} s`
}

export async function passTime(world: World): Promise<string> {
  const minutes = world.chance.pick([1, 2, 5, 16, 31])
  await world.rig.advance(minutes * 60_000)
  await world.rig.tick()
  return `${minutes} minutes`
}
