import type { Output } from '@xietong/client/caller'

type State = Output<'orders.getStoreAfterSale'>['state']

export const caseStateWords: Readonly<Record<State, string>> = {
  merchant: '待商家处理',
  buyer: '待买家处理',
  refunding: '退款中',
  done: '已完成',
  refused: '已拒绝',
  withdrawn: '已撤销',
}
export const caseTypeWords = { refund: '仅退款', return: '退货退款' } as const
