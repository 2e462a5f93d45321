import type { DemoWorld } from './parts'

/** The scene of the demo (CO-075): an order that waits too long becomes a task for a person. */
export async function makeScene(world: DemoWorld, handlerAccountId: string): Promise<void> {
  await world.caller.call(
    { name: 'scenes.createScene', as: world.admin, key: 'too-long' },
    {
      name: '待发货超过一天',
      baseCode: 'BS-01',
      conditions: { status: '待发货', hours: 24 },
      title: '{date} {status}超时订单 {count} 单',
      matter: '查清原因，派单或催促发货',
      priority: 'high',
      durationHours: 24,
      deliverAt: '08:00',
      handlerAccountId,
      followerAccountIds: [],
    },
  )
}
