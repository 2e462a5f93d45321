import type { MemberTab, OrderState } from './states'

/** What a tab of the member's list holds (MB-075): states, or a view on them. */
export interface TabRule {
  readonly states: readonly OrderState[]
  readonly onlyUnreviewed?: true
  readonly onlyAfterSale?: true
}

/** 部分发货 sits under both 待发货 and 待收货; 待发卡号 of e-cards under 待发货. */
export const tabRules: Readonly<Record<Exclude<MemberTab, 'all'>, TabRule>> = {
  unpaid: { states: ['unpaid'] },
  'to-ship': { states: ['in-review', 'issuing', 'part-issued', 'to-ship', 'part-shipped'] },
  'to-receive': { states: ['part-shipped', 'shipped'] },
  'to-review': { states: ['completed'], onlyUnreviewed: true },
  'after-sale': {
    states: [
      'in-review',
      'issuing',
      'part-issued',
      'to-ship',
      'part-shipped',
      'shipped',
      'completed',
      'closed',
    ],
    onlyAfterSale: true,
  },
}
