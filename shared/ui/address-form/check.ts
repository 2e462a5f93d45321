import type { AddressLike } from '../address-cell'

export type AddressProblems = Partial<Record<'name' | 'phone' | 'region' | 'street', string>>

/** What is missing or ill-formed, one sentence a field; empty when the address can be saved. */
export function addressProblems(address: AddressLike): AddressProblems {
  const problems: AddressProblems = {}
  if (!address.name.trim()) problems.name = '请填写收货人姓名'
  if (!/^1[3-9]\d{9}$/.test(address.phone)) problems.phone = '请输入 11 位手机号'
  if (![address.province, address.city, address.district].every((part) => part.trim())) {
    problems.region = '请选择省、市、区县'
  }
  if (!address.street.trim()) problems.street = '请填写街道、楼栋和门牌号'
  return problems
}
