import type { Deps } from './context'
import { oneByOne } from './one-by-one'

test('one that fails is logged and the rest is done, in order', async () => {
  const logged: unknown[] = []
  const log = { error: (facts: unknown) => logged.push(facts) } as unknown as Deps['log']
  const done: number[] = []
  const failure = new Error('no such store')
  await oneByOne({ log }, 'dispatch', [1, 2, 3], async (one) => {
    if (one === 2) {
      throw failure
    }
    done.push(one)
  })
  expect(done).toEqual([1, 3])
  expect(logged).toEqual([{ what: 'dispatch', one: 2, err: failure }])
})
