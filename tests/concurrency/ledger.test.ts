import { post } from '../../cloudfunctions/contexts/ledger'
import { postInOneStatement, postUnsorted } from '../mutants/ledger-post'
import { type Rig, startRig } from '../rig/rig'
import { crossingTransfers, firstUse, randomTransfers } from './ledger-scenario'

let rig: Rig
beforeAll(async () => {
  rig = await startRig({ poolMax: 42 })
})
afterAll(() => rig.stop())

describe('A8 random transfers over few accounts', () => {
  test('40 workers × 50 transfers over 20 accounts: books intact, no deadlock seen', async () => {
    const size = { workers: 40, transfers: 50, accounts: 20 }
    const { done, short, errors, sumKept, faults } = await randomTransfers(rig, post, size)
    expect(errors).toEqual([])
    expect(done + short).toBe(20 + 2_000)
    expect(done).toBeGreaterThan(1_000)
    expect(sumKept).toBe(true)
    expect(faults).toEqual([])
  })

  test('a planted bug is caught: locks that are not sorted deadlock', async () => {
    expect(await crossingTransfers(rig, post)).toEqual({ errors: [], sumKept: true })
    expect(await crossingTransfers(rig, postUnsorted)).toEqual({
      errors: ['40P01'],
      sumKept: true,
    })
  })
})

describe('A9 first use of a new account by two at once', () => {
  test('40 rounds: both deposits count, the second spender is refused', async () => {
    const { done, short, errors, wrong, faults } = await firstUse(rig, post, 40)
    expect({ done, short, errors, wrong, faults }).toEqual({
      done: 120,
      short: 40,
      errors: [],
      wrong: 0,
      faults: [],
    })
  })

  test('a planted bug is caught: created and locked in one statement', async () => {
    const { errors, wrong } = await firstUse(rig, postInOneStatement, 40)
    expect(errors.length + wrong).toBeGreaterThan(0)
  })
})
