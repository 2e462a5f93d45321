import { createGoods, createPackage, updatePackage } from '@xietong/domain/catalog/contract'
import { createDealer } from '@xietong/domain/channel/contract'
import { shipNote } from '@xietong/domain/fulfilment/contract'
import { listLevels } from '@xietong/domain/members/contract'
import { updateSettings } from '@xietong/domain/settings/contract'
import { createTask } from '@xietong/domain/tasks/contract'
import { faultAt, isRequiredAt, kindAt, labelAt, optionsAt, speakChinese } from './schema-facts'

describe('what a form learns from its contract', () => {
  test('labels come from the schema, also through defaults and lists', () => {
    expect(labelAt(createPackage.input, 'retailFen')).toBe('零售价')
    expect(labelAt(updateSettings.input, 'settings.unpaidCloseMinutes')).toContain('自动取消')
    expect(labelAt(listLevels.output, 'rows.discount')).toBe('折扣')
    expect(labelAt(createPackage.input, 'nothing')).toBeUndefined()
  })

  test('the control follows from the type and the unit in the name', () => {
    expect(kindAt(createPackage.input, 'retailFen')).toBe('yuan')
    expect(kindAt(createDealer.input, 'discount')).toBe('percent')
    expect(kindAt(createDealer.input, 'latitude')).toBe('decimal')
    expect(kindAt(createDealer.input, 'sellsOffline')).toBe('switch')
    expect(kindAt(createDealer.input, 'kind')).toBe('choice')
    expect(kindAt(createTask.input, 'dueAt')).toBe('instant')
    expect(kindAt(createPackage.input, 'quota')).toBe('whole')
    expect(kindAt(createPackage.input, 'description')).toBe('long-text')
    expect(kindAt(shipNote.input, 'lines')).toBe('other')
    expect(optionsAt(createDealer.input, 'kind')).toEqual(['partner', 'store'])
  })

  test('only what would be refused when empty has to be given', () => {
    expect(isRequiredAt(createGoods.input, 'name')).toBe(true)
    expect(isRequiredAt(createGoods.input, 'unit')).toBe(false)
    expect(isRequiredAt(createGoods.input, 'categoryId')).toBe(false)
    expect(isRequiredAt(createPackage.input, 'quota')).toBe(false)
    expect(isRequiredAt(updatePackage.input, 'version')).toBe(true)
  })

  test('a fault is a Chinese sentence', () => {
    speakChinese()
    expect(faultAt(updateSettings.input, 'settings.unpaidCloseMinutes', 3)).toBe('不能小于 5')
    expect(faultAt(createDealer.input, 'phone', '123')).toBe('请输入 11 位手机号')
    expect(faultAt(createDealer.input, 'phone', '13800006021')).toBeUndefined()
  })
})
