import { baseScenes, findBaseScene } from './base-scenes'
import { unknownVariables } from './conditions'

test('all 29 base scenes name their frequency, conditions and default task', () => {
  expect(baseScenes.map((scene) => scene.code)).toEqual(
    Array.from({ length: 29 }, (_, index) => `BS-${String(index + 1).padStart(2, '0')}`),
  )
  const hourly = baseScenes.filter((scene) => scene.frequency === 'hourly')
  expect(hourly.map((scene) => Number(scene.code.slice(3)))).toEqual([
    3, 4, 5, 6, 7, 8, 13, 15, 16, 20, 24, 27, 28, 29,
  ])
  for (const scene of baseScenes) {
    expect(scene.required.length).toBeGreaterThan(0)
    expect(scene.nodes.length).toBeGreaterThan(0)
    expect([scene.code, unknownVariables(scene, scene.defaultTitle)]).toEqual([scene.code, []])
  }
  expect(new Set(baseScenes.map((scene) => scene.name)).size).toBe(29)
})

test('a base scene is found by its code', () => {
  expect(findBaseScene('BS-01')?.name).toBe('订单状态超时提醒')
  expect(findBaseScene('BS-30')).toBeUndefined()
})
