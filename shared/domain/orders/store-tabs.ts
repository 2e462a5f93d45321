import type { OrderState } from './states'

/** DL-102: the tabs in which a store sees the orders it ships; 全部订单 is all of them together. */
export const storeTabs = ['unpaid', 'to-ship', 'part-shipped', 'shipped', 'ended'] as const
export type StoreTab = (typeof storeTabs)[number]

export const storeTabRules: Readonly<Record<StoreTab, readonly OrderState[]>> = {
  unpaid: ['unpaid'],
  'to-ship': ['to-ship'],
  'part-shipped': ['part-shipped'],
  shipped: ['shipped'],
  ended: ['completed', 'closed'],
}

export const storeTabLabels: Readonly<Record<StoreTab, string>> = {
  unpaid: '待付款',
  'to-ship': '待发货',
  'part-shipped': '部分发货',
  shipped: '待收货',
  ended: '已完成/关闭',
}
