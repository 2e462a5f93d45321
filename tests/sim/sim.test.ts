import { cancelOrder } from '@xietong/domain/orders/contract'
import { runOperation } from '../../cloudfunctions/runtime/run-operation'
import { closingWithoutAsking } from '../mutants/closing-without-asking'
import { type Rig, somewhere } from '../rig/rig'
import { withKey } from '../rig/with-key'
import { simulate } from './simulate'

/** `npm run sim -- --seed 7 --steps 400` plays one seed again, or any number of others. */
const chosen = process.env.SIM_SEED
const seeds = chosen ? chosen.split(',').map(Number) : [1, 2]
const steps = Number(process.env.SIM_STEPS ?? 120)

describe('E simulation of members, a store and head office with peers that misbehave', () => {
  test.each(seeds)(
    'seed %i: every answer allowed, I1 to I12 after every burst, all settled',
    async (seed) => {
      expect(await simulate({ seed, steps })).toHaveLength(steps)
    },
    600_000,
  )
})

if (!chosen) {
  describe('E the simulation itself', () => {
    test('a seed replays: the same steps with the same answers', async () => {
      const run = { seed: 11, steps: 25 }
      expect(await simulate(run)).toEqual(await simulate(run))
    }, 120_000)

    test('a planted bug is caught, and its seed is printed: closing without asking WeChat Pay', async () => {
      const through = (rig: Rig) => {
        const wrong = closingWithoutAsking(rig.pipeline)
        return (async (token, name, input) => {
          const body = withKey(name, input as Record<string, unknown>)
          const pipeline = name === cancelOrder.name ? wrong : rig.pipeline
          const call = { name, input: body, token, address: somewhere() }
          return (await runOperation(pipeline, call)).body
        }) as Rig['call']
      }
      const only = ['place', 'pay', 'cancel']
      await expect(simulate({ seed: 5, steps: 60, only, through })).rejects.toThrow(
        /seed 5, step \d+: cancel .* answered ok; allowed: ALREADY_PAID[\s\S]*--seed 5/,
      )
    }, 120_000)
  })
}
