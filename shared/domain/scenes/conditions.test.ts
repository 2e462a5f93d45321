import { findBaseScene } from './base-scenes'
import { fillTitle, missingConditions, unknownConditions, unknownVariables } from './conditions'

const base = findBaseScene('BS-01')
if (!base) throw new Error('BS-01 is missing')

test('a required condition that is missing or does not fit is named', () => {
  expect(missingConditions(base, {})).toEqual(['订单状态', '停留超过（小时）'])
  expect(missingConditions(base, { status: '待发货', hours: 24 })).toEqual([])
  expect(missingConditions(base, { status: '不存在', hours: '24' })).toEqual([
    '订单状态',
    '停留超过（小时）',
  ])
  expect(missingConditions(base, { status: '待发货', hours: 24, kind: '别的' })).toEqual([
    '订单类型',
  ])
  expect(unknownConditions(base, { status: '待发货', colour: '红' })).toEqual(['colour'])
})

test('a title uses common variables and the conditions of its scene', () => {
  expect(unknownVariables(base, '{date} {status}超时 {count} 单，超过{hours}小时')).toEqual([])
  expect(unknownVariables(base, '{weather} {count} {weather} {}')).toEqual(['weather', ''])
  const now = new Date('2026-10-11T17:00:00.000Z')
  const values = { status: '待发货', hours: 24 }
  expect(fillTitle('{date} {status}超时订单 {count} 单', { now, count: 3, values })).toBe(
    '2026-10-12 待发货超时订单 3 单',
  )
  expect(fillTitle('{object}', { now, count: 1, values })).toBe('-')
})
