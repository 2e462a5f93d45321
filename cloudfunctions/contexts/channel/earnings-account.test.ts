import { DAY_MS } from '@xietong/domain/kernel/time'
import { signInDealer } from '../../../tests/rig/cast'
import { buy, createNetwork, type Network } from '../../../tests/rig/network'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop } from '../../../tests/rig/shop'
import { runCommand } from '../../runtime/run-command'
import { post } from '../ledger'

let rig: Rig
let network: Network
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

const account = async (place: 'first' | 'second' | 'third') => {
  await rig.advance(61_000)
  const token = await signInDealer(rig, network.phones[place])
  const sums = await rig.do(token, 'channel.sumMyEarnings', {})
  const { totalFen, pendingFen, withdrawableFen, withdrawingFen, withdrawnFen } = sums
  expect(totalFen).toBe(pendingFen + withdrawableFen + withdrawingFen + withdrawnFen)
  return { totalFen, pendingFen, withdrawableFen, withdrawingFen, withdrawnFen }
}

/** What a withdrawal posts: from one balance of the dealer to the next. */
const move = (dealerId: string, from: 'withdrawable' | 'withdrawing', amountFen: number) =>
  runCommand(rig.deps, 'test', (ctx) =>
    post(ctx, {
      kind: 'withdrawal',
      reference: { kind: 'dealer', id: dealerId },
      entries: [
        { account: { owner: 'dealer', ownerId: dealerId, kind: from }, amountFen: -amountFen },
        {
          account: {
            owner: 'dealer',
            ownerId: dealerId,
            kind: from === 'withdrawable' ? 'withdrawing' : 'withdrawn',
          },
          amountFen,
        },
      ],
    }),
  )

test('DL-076 the five figures of every tier add up at each step of an earning', async () => {
  const admin = await signInAdmin(rig)
  const shop = await createShop(rig, admin)
  network = await createNetwork(rig, admin, { first: 6_200, second: 7_150, third: 8_330 })
  const owner = await signInDealer(rig, network.phones.third)
  const invite = await rig.do(owner, 'channel.getInviteCode', {})
  const { token } = await signInMember(rig, undefined, invite.token)
  const zero = { withdrawableFen: 0, withdrawingFen: 0, withdrawnFen: 0 }
  expect(await account('third')).toEqual({ totalFen: 0, pendingFen: 0, ...zero })
  await buy(rig, token, { kind: 'e-card', itemId: shop.cardProductId, quantity: 1 })
  expect(await account('first')).toEqual({ totalFen: 5_586, pendingFen: 5_586, ...zero })
  expect(await account('second')).toEqual({ totalFen: 6_938, pendingFen: 6_938, ...zero })
  expect(await account('third')).toEqual({ totalFen: 9_820, pendingFen: 9_820, ...zero })
  await rig.advance(8 * DAY_MS)
  await rig.tick()
  expect(await account('third')).toMatchObject({ totalFen: 9_820, withdrawableFen: 9_820 })
  await move(network.ids.third, 'withdrawable', 5_000)
  expect(await account('third')).toMatchObject({ withdrawableFen: 4_820, withdrawingFen: 5_000 })
  await move(network.ids.third, 'withdrawing', 3_000)
  expect(await account('third')).toEqual({
    totalFen: 9_820,
    pendingFen: 0,
    withdrawableFen: 4_820,
    withdrawingFen: 2_000,
    withdrawnFen: 3_000,
  })
})
