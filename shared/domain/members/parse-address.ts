import { type Province, provinces } from './regions'

/** What could be read of a pasted text; what could not is empty for the user to fill. */
export interface ParsedAddress {
  name: string
  phone: string
  province: string
  city: string
  district: string
  street: string
}

const PHONE = /(?<!\d)(?:\+?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)/
const LABELS =
  /(收货人|收件人|联系人|姓名|手机号码|手机号|手机|联系电话|电话|所在地区|收货地址|详细地址|地区|地址)\s*[:：]/g
const BREAKS = /[\s,，;；、|/]+/
const HAN_NAME = /^[\p{Script=Han}·]{2,6}$/u
/** A token with one of these endings is a place, not a name. */
const PLACE_END = /[省市区县镇乡村路街道号室楼栋幢苑园座城厦巷弄里旗盟州组湾庄店厅院校厂]$/
/** 镇, 路, 道 and 乡 end a place, except in names like 镇海区, 路北区, 道里区 and 金乡县. */
const DISTRICT =
  /^((?:[^\d\s镇乡路街道村号弄巷]|^[镇道路]|乡(?=[县市])){1,12}?(?:自治县|自治旗|新区|林区|区|县|市|旗))/
const NOT_DISTRICT = /(小区|社区|校区|厂区|库区|园区)$/

/**
 * Takes a pasted delivery text apart: 姓名, 11-digit phone, 省/市/区县 and street in any usual order,
 * with or without labels and breaks. Never fails: what is not recognised stays empty. Source:
 * MB-067.
 */
export function parseAddress(pasted: string): ParsedAddress {
  const text = pasted.replace(LABELS, ' ').replace(/[()（）【】"“”]/g, ' ')
  const phone = PHONE.exec(text)
  const tokens = text.replace(PHONE, ' ').split(BREAKS).filter(Boolean)
  const first = tokens.findIndex((token) => regionAt(token) !== null)
  const { name, rest } = takeName(tokens, first)
  return {
    name: name.slice(0, 30),
    phone: phone ? `${phone[1]}${phone[2]}${phone[3]}` : '',
    ...splitPlace(rest.join('')),
  }
}

/** The name stands before the place, or else at the end; everything else belongs to the place. */
function takeName(tokens: readonly string[], first: number): { name: string; rest: string[] } {
  const from = first < 0 ? tokens.length : first
  const before = tokens.findIndex((token, index) => index < from && isName(token))
  const last = tokens.length - 1
  const found = before >= 0 ? before : first < last && isName(tokens[last] ?? '') ? last : -1
  return {
    name: tokens[found] ?? '',
    rest: tokens.filter((_, index) => index !== found),
  }
}

function isName(token: string): boolean {
  return (
    (HAN_NAME.test(token) && !PLACE_END.test(token)) ||
    (/^[\p{Script=Han}]{2,4}$/u.test(token) && /(先生|女士|小姐|老师)$/.test(token)) ||
    /^[A-Za-z][A-Za-z .]{1,28}$/.test(token)
  )
}

interface Region {
  readonly province: string
  readonly city: string
  /** What follows the region in the text. */
  readonly rest: string
}

function splitPlace(place: string): Omit<ParsedAddress, 'name' | 'phone'> {
  const region = regionAt(place)
  if (!region) {
    return { province: '', city: '', district: '', street: place.slice(0, 120) }
  }
  const found = DISTRICT.exec(region.rest)?.[1] ?? ''
  const isPart = found.length >= 2 && (!NOT_DISTRICT.test(found) || /工业园区$/.test(found))
  const district = isPart ? found.slice(0, 20) : ''
  return {
    province: region.province,
    city: region.city,
    district,
    street: region.rest.slice(district.length, district.length + 120),
  }
}

/** Reads 省 and 市 at the beginning of a text; a city alone names its province. */
function regionAt(text: string): Region | null {
  for (const province of provinces) {
    const after = afterName(text, province)
    if (after !== null) {
      return (
        cityOf(province, after) ?? {
          province: province.name,
          city: onlyCity(province),
          rest: after,
        }
      )
    }
  }
  for (const province of provinces) {
    const found = cityOf(province, text)
    if (found) {
      return found
    }
  }
  return null
}

/** 北京, 上海, 天津, 重庆 are province and city in one. */
const onlyCity = (province: Province) =>
  province.cities.length === 1 ? (province.cities[0]?.name ?? '') : ''

function cityOf(province: Province, text: string): Region | null {
  for (const city of province.cities) {
    const after = afterName(text, city)
    if (after !== null) {
      return { province: province.name, city: city.name, rest: after }
    }
  }
  return null
}

/** What follows the full or the short name, or null when the text does not begin with it. */
function afterName(text: string, { name, short }: { name: string; short: string }): string | null {
  if (text.startsWith(name)) {
    return text.slice(name.length)
  }
  if (!text.startsWith(short)) {
    return null
  }
  return text.slice(short.length).replace(/^[省市]/, '')
}
