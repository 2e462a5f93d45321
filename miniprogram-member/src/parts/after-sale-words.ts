import type { Output } from '@xietong/client/caller'

type State = Output<'orders.getMyAfterSale'>['state']

/** The words of the specification for a case, as its buyer reads them. */
export const caseWords: Readonly<Record<State, { title: string; text: string }>> = {
  merchant: { title: '待商家处理', text: '商家核实后会同意、拒绝或请您补充' },
  buyer: { title: '待买家处理', text: '请在期限前回复，超时售后会关闭' },
  refunding: { title: '退款中', text: '款项原路退回，到账后会通知您' },
  done: { title: '已完成', text: '退款已退回您的付款账户' },
  refused: { title: '已拒绝', text: '售后期内可以重新申请' },
  withdrawn: { title: '已撤销', text: '售后期内可以重新申请' },
}
