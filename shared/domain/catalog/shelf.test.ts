import { missingOfCard, missingOfGoods, missingOfPackage } from './shelf'

const goods = {
  name: '公蟹',
  categoryId: 'c',
  pictures: ['p'],
  unit: '只',
  taxClass: '1010399',
  skus: [{ retailFen: 8_000, weightGrams: 200 }],
}

test('complete goods lack nothing', () => {
  expect(missingOfGoods(goods)).toEqual([])
})

test('every missing field of goods is named', () => {
  const empty = { name: '公蟹', categoryId: null, pictures: [], unit: '', taxClass: '', skus: [] }
  expect(missingOfGoods(empty)).toEqual(['分类', '图片', '单位', '税收分类', 'SKU'])
  const free = { ...goods, skus: [{ retailFen: 0, weightGrams: 0 }] }
  expect(missingOfGoods(free)).toEqual(['零售价', '重量'])
})

test('a package needs contents that still exist, a picture and a price', () => {
  expect(missingOfPackage({ pictures: [], retailFen: 0, contents: [] })).toEqual([
    '所含单品',
    '图片',
    '零售价',
  ])
  const withRetired = { pictures: ['p'], retailFen: 1, contents: [{ retired: true }] }
  expect(missingOfPackage(withRetired)).toHaveLength(1)
})

test('a card needs a face, a price and a package on shelf', () => {
  const card = { faces: ['f'], retailFen: 1, packages: [{ onShelf: false }] }
  expect(missingOfCard(card)).toEqual(['已上架的可提套餐'])
  expect(missingOfCard({ ...card, packages: [{ onShelf: true }] })).toEqual([])
})
