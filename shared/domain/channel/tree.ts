import type { BasisPoints } from '../kernel/money'
import { formatPercent } from '../kernel/money'
import type { Tier } from './commission'

export type DealerKind = 'partner' | 'store'
export type DealerState = 'active' | 'suspended' | 'closed'

export const tierLabels: Readonly<Record<Tier, string>> = {
  1: '一级渠道商',
  2: '二级渠道商',
  3: '三级渠道商',
}
export const kindLabels: Readonly<Record<DealerKind, string>> = {
  partner: '城市合伙人',
  store: '专卖店',
}
export const dealerStateLabels: Readonly<Record<DealerState, string>> = {
  active: '正常',
  suspended: '已暂停',
  closed: '已关闭',
}

/**
 * Why a dealer of this tier cannot have this parent; null when it can (AD-020). Tier 2 stands under
 * tier 1, tier 3 under tier 1 or 2, tier 1 under the platform alone.
 */
export function parentProblem(
  tier: Tier,
  parent: { readonly tier: Tier; readonly state: DealerState } | null,
): string | null {
  if (tier === 1) {
    return parent ? '一级渠道商的上级只能是平台' : null
  }
  if (!parent) {
    return tier === 2
      ? '二级渠道商必须选择一级渠道商为上级'
      : '三级渠道商必须选择一级或二级渠道商为上级'
  }
  if (parent.state === 'closed') {
    return '所选上级已关闭'
  }
  if (parent.tier === 3) {
    return '三级渠道商不能有下级'
  }
  return parent.tier < tier ? null : '二级渠道商的上级必须是一级渠道商'
}

/**
 * What a dealer's form lacks for its tier and kind (AD-021, AD-022, AD-030); null when complete.
 */
export function dealerProblem(dealer: {
  readonly tier: Tier
  readonly kind: DealerKind | null
  readonly sellsOffline: boolean
  readonly earnsOnline: boolean
  readonly latitude: number | null
  readonly longitude: number | null
}): string | null {
  if (dealer.tier === 1 && dealer.kind === null) {
    return '一级渠道商必须选择城市合伙人或专卖店'
  }
  if (dealer.tier !== 1 && dealer.kind !== null) {
    return '二级和三级渠道商没有一级类型'
  }
  if (!dealer.sellsOffline && !dealer.earnsOnline) {
    return '线下经销和线上分销至少选择一项'
  }
  const placed = dealer.latitude !== null && dealer.longitude !== null
  return dealer.kind === 'store' && !placed ? '专卖店必须填写坐标' : null
}

/**
 * What does not fit together in a dealer's record (AD-031, AD-039); null when all does. Money is
 * never paid out to half a bank account, and only a store ships.
 */
export function recordProblem(record: {
  readonly kind: DealerKind | null
  readonly bankName: string
  readonly bankHolder: string
  readonly bankAccount: string
  readonly shipAddress: string
  readonly shipContact: string
  readonly shipPhone: string
  readonly printer: string
}): string | null {
  const bank = [record.bankName, record.bankHolder, record.bankAccount]
  if (bank.includes('') && bank.some((part) => part !== '')) {
    return '开户行、户名和提现银行账号要一起填写'
  }
  const shipping = [record.shipAddress, record.shipContact, record.shipPhone, record.printer]
  return record.kind !== 'store' && shipping.some((part) => part !== '')
    ? '只有专卖店有发货地址、发货联系人和面单打印机'
    : null
}

/** A discount on the ladder with the words that name whose it is. */
export interface Rung {
  readonly discount: BasisPoints
  readonly name: string
}

export interface DiscountRange {
  /** Strictly above, in basis points; 0 for a first-tier dealer. */
  readonly above: BasisPoints
  /** Strictly below, in basis points. */
  readonly below: BasisPoints
  readonly lower: readonly string[]
  /** Everybody above, the lowest first. */
  readonly uppers: readonly Rung[]
}

/**
 * The open interval in which a dealer's discount may lie: above its parent's, below every child's
 * and below the lowest active member level (20-dealer, "Tiers"; AD-023). The names say who is in
 * the way.
 */
export function discountRange(
  parent: Rung | null,
  children: readonly Rung[],
  lowestLevel: Rung,
): DiscountRange {
  const uppers = [...children, lowestLevel].sort((a, b) => a.discount - b.discount)
  const below = Math.min(...uppers.map((rung) => rung.discount))
  return {
    above: parent?.discount ?? 0,
    below,
    lower: parent ? [rungWords(parent)] : [],
    uppers,
  }
}

const rungWords = (rung: Rung) => `${rung.name} ${formatPercent(rung.discount)}`
const NAMED_MAX = 20

/**
 * Detail of DISCOUNT_OUT_OF_RANGE for a value outside the range; null when it is inside. Everybody
 * whom the value reaches or passes is named (AD-026), at most twenty and then their number.
 */
export function discountProblem(
  discount: BasisPoints,
  range: DiscountRange,
): { above: string; below: string; reason: string } | null {
  if (discount > range.above && discount < range.below) {
    return null
  }
  const passed = range.uppers.filter((rung) => rung.discount <= discount).map(rungWords)
  const inTheWay = discount <= range.above ? range.lower : passed
  const more = inTheWay.length > NAMED_MAX ? ` 等 ${inTheWay.length} 个` : ''
  return {
    above: formatPercent(range.above),
    below: formatPercent(range.below),
    reason: `${inTheWay.slice(0, NAMED_MAX).join('、')}${more}`,
  }
}

/** 正常 ↔ 暂停; 正常 / 暂停 ↔ 已关闭: every other state may follow each (40-admin, state machines). */
export function mayBecome(from: DealerState, to: DealerState): boolean {
  return from !== to
}
