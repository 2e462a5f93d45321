import fc from 'fast-check'
import { parseAddress } from './parse-address'
import { provinces } from './regions'

const suzhou = {
  name: '林晓月',
  phone: '13812342207',
  province: '江苏省',
  city: '苏州市',
  district: '虎丘区',
  street: '科技城青山绿庭3幢1202室',
}

describe('taking a pasted address apart', () => {
  test.each([
    '林晓月 13812342207 江苏省苏州市虎丘区科技城青山绿庭3幢1202室',
    '林晓月，13812342207，江苏省 苏州市 虎丘区 科技城青山绿庭3幢1202室',
    '江苏省苏州市虎丘区科技城青山绿庭3幢1202室 林晓月 13812342207',
    '林晓月13812342207江苏省苏州市虎丘区科技城青山绿庭3幢1202室',
    '收货人：林晓月\n手机号码：138-1234-2207\n所在地区：江苏省苏州市虎丘区\n详细地址：科技城青山绿庭3幢1202室',
    '13812342207 林晓月 江苏 苏州 虎丘区 科技城青山绿庭3幢1202室',
    '+86 13812342207,苏州市虎丘区科技城青山绿庭3幢1202室,林晓月',
    '江苏苏州虎丘区科技城青山绿庭3幢1202室、林晓月、138 1234 2207',
  ])('%s', (pasted) => {
    expect(parseAddress(pasted)).toEqual(suzhou)
  })

  test.each([
    ['上海市浦东新区世纪大道100号', '上海市', '上海市', '浦东新区', '世纪大道100号'],
    ['北京市北京市朝阳区建国路88号', '北京市', '北京市', '朝阳区', '建国路88号'],
    ['昆山市前进路12号', '', '', '', '昆山市前进路12号'],
    ['江苏省苏州市昆山市前进中路12号', '江苏省', '苏州市', '昆山市', '前进中路12号'],
    ['江苏省苏州市工业园区星湖街328号', '江苏省', '苏州市', '工业园区', '星湖街328号'],
    ['广东省东莞市虎门镇万科小区8栋', '广东省', '东莞市', '', '虎门镇万科小区8栋'],
    ['内蒙古呼和浩特市新城区海拉尔东路', '内蒙古自治区', '呼和浩特市', '新城区', '海拉尔东路'],
    ['新疆维吾尔自治区喀什地区疏勒县巴仁路', '新疆维吾尔自治区', '喀什地区', '疏勒县', '巴仁路'],
    ['四川省凉山彝族自治州西昌市航天大道', '四川省', '凉山彝族自治州', '西昌市', '航天大道'],
    ['浙江省宁波市镇海区骆驼街道', '浙江省', '宁波市', '镇海区', '骆驼街道'],
    ['黑龙江省哈尔滨市道里区中央大街1号', '黑龙江省', '哈尔滨市', '道里区', '中央大街1号'],
    ['河北唐山路北区新华道9号', '河北省', '唐山市', '路北区', '新华道9号'],
    ['山东省济宁市金乡县文峰路', '山东省', '济宁市', '金乡县', '文峰路'],
    ['吉林省吉林市船营区解放大路', '吉林省', '吉林市', '船营区', '解放大路'],
    ['香港中环皇后大道1号', '香港特别行政区', '香港特别行政区', '', '中环皇后大道1号'],
  ])('%s', (place, province, city, district, street) => {
    expect(parseAddress(`${place} 林晓月`)).toMatchObject({
      name: '林晓月',
      province,
      city,
      district,
      street,
    })
  })

  test('what is not there stays empty', () => {
    const empty = { name: '', phone: '', province: '', city: '', district: '', street: '' }
    expect(parseAddress('  ')).toEqual(empty)
    expect(parseAddress('13812342207')).toEqual({ ...empty, phone: '13812342207' })
    expect(parseAddress('林晓月 13812342207')).toMatchObject({ name: '林晓月', street: '' })
    expect(parseAddress('订单 202609221381234220799')).toMatchObject({ phone: '' })
  })

  const someCity = fc
    .constantFrom(...provinces.filter((province) => province.cities.length > 1))
    .chain((province) =>
      fc
        .constantFrom(...province.cities)
        .map((city) => ({ province: province.name, city: city.name })),
    )
  test('every city of the table is read back in every usual layout', () => {
    fc.assert(
      fc.property(someCity, fc.constantFrom(' ', ',', '\n'), fc.nat(5), (region, gap, layout) => {
        const place = `${region.province}${layout % 2 ? gap : ''}${region.city}`
        const parts = ['林晓月', '13812342207', `${place}平安区幸福路1号`]
        const order = [
          [0, 1, 2],
          [2, 0, 1],
          [1, 0, 2],
        ][layout % 3] ?? [0, 1, 2]
        const pasted = order.map((index) => parts[index]).join(gap)
        expect(parseAddress(pasted)).toEqual({
          ...region,
          name: '林晓月',
          phone: '13812342207',
          district: '平安区',
          street: '幸福路1号',
        })
      }),
      { numRuns: 400 },
    )
  })

  test('no text makes it fail or break a limit of the contract', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), (pasted) => {
        const parsed = parseAddress(pasted)
        expect(parsed.name.length).toBeLessThanOrEqual(30)
        expect(parsed.district.length).toBeLessThanOrEqual(20)
        expect(parsed.street.length).toBeLessThanOrEqual(120)
      }),
    )
  })
})
