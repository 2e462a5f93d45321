import { carriers } from '@xietong/domain/fulfilment/carriers'
import { waybillProblem } from './waybill-problem'

const carrier = (code: string) => carriers.find((one) => one.code === code)

test('a number is checked against the carrier that was chosen, and the sentence says what to do', () => {
  expect(waybillProblem(carrier('SF'), 'SF1623088744210')).toBeUndefined()
  expect(waybillProblem(carrier('SF'), 'YT1623088744210')).toBe(
    '这不是顺丰速运的运单号，请核对面单或更换物流公司',
  )
  expect(waybillProblem(carrier('YTO'), 'YT1623088744210')).toBeUndefined()
  expect(waybillProblem(carrier('SF'), '')).toBe('请扫描或填写运单号')
  expect(waybillProblem(undefined, 'SF1623088744210')).toBe('请选择物流公司')
})
