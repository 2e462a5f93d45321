import { operations } from '@xietong/domain/operations'
import { sampleInput } from './sample'

test('every operation has a valid sample made from its schema', () => {
  const failed = Object.values(operations).flatMap((operation) => {
    try {
      sampleInput(operation)
      return []
    } catch (error) {
      return [(error as Error).message]
    }
  })
  expect(failed).toEqual([])
})
