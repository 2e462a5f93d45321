import type { DealerModule } from '../kernel/operation'
import type { Tier } from './commission'
import type { DealerKind } from './tree'

export interface Viewer {
  readonly tier: Tier
  readonly kind: DealerKind | null
  readonly role: 'owner' | 'operator' | 'employee'
  readonly modules: readonly DealerModule[]
  readonly sellsOffline: boolean
  readonly earnsOnline: boolean
}

interface MenuRule {
  readonly title: string
  readonly tiers: readonly Tier[]
  readonly kind?: DealerKind
  /** The mode that must be on: 线下经销 or 线上分销. */
  readonly mode?: 'offline' | 'online'
  /** Who besides the owner: operators with this module, or everybody who works there. */
  readonly open: DealerModule | 'everyone' | 'operators' | 'owner'
}

const ALL = [1, 2, 3] as const

/** Which menu belongs to which tier, kind, mode and module (DL-018, DL-019, "Who may do what"). */
export const dealerMenus = {
  'stored-value': { title: '储值账户', tiers: [1], open: 'activation' },
  credit: { title: '额度账户', tiers: [1], open: 'activation' },
  cards: { title: '提货卡', tiers: ALL, mode: 'offline', open: 'operators' },
  activation: { title: '卡激活', tiers: [1], mode: 'offline', open: 'activation' },
  'activation-requests': { title: '激活申请', tiers: [2, 3], mode: 'offline', open: 'operators' },
  'downstream-requests': {
    title: '下级激活申请',
    tiers: [1, 2],
    mode: 'offline',
    open: 'activation',
  },
  returns: { title: '返还', tiers: ALL, mode: 'offline', open: 'operators' },
  'downstream-returns': { title: '下级返还', tiers: [1, 2], mode: 'offline', open: 'operators' },
  network: { title: '渠道商网络', tiers: [1, 2], open: 'network' },
  'stock-orders': { title: '现货订货', tiers: [1], kind: 'store', open: 'delivery' },
  delivery: { title: '配送订单', tiers: [1], kind: 'store', open: 'delivery' },
  'delivery-settlement': { title: '配送结算', tiers: [1], kind: 'store', open: 'delivery' },
  earnings: { title: '我的收益', tiers: ALL, mode: 'online', open: 'withdrawal' },
  'invite-members': { title: '邀请会员', tiers: ALL, mode: 'online', open: 'everyone' },
  members: { title: '我的会员', tiers: ALL, open: 'everyone' },
  employees: { title: '员工管理', tiers: ALL, open: 'employees' },
  operators: { title: '操作员', tiers: ALL, open: 'owner' },
  messages: { title: '消息', tiers: ALL, open: 'everyone' },
} as const satisfies Record<string, MenuRule>

export type DealerMenu = keyof typeof dealerMenus

/** The menus that a person at a dealer sees. The server checks every call again on its own. */
export function menusOf(viewer: Viewer): DealerMenu[] {
  return (Object.keys(dealerMenus) as DealerMenu[]).filter((menu) =>
    shows(dealerMenus[menu], viewer),
  )
}

function shows(rule: MenuRule, viewer: Viewer): boolean {
  if (!rule.tiers.includes(viewer.tier) || (rule.kind && rule.kind !== viewer.kind)) {
    return false
  }
  if (rule.mode && !(rule.mode === 'online' ? viewer.earnsOnline : viewer.sellsOffline)) {
    return false
  }
  return viewer.role === 'owner' || rule.open === 'everyone' || operates(rule, viewer)
}

function operates(rule: MenuRule, viewer: Viewer): boolean {
  if (viewer.role !== 'operator') {
    return false
  }
  return rule.open === 'operators' || viewer.modules.some((module) => module === rule.open)
}
