import type { Output } from '@xietong/client/caller'
import { afterSaleLabels } from '@xietong/domain/orders/after-sale'

type Case = Pick<Output<'orders.getMyAfterSale'>, 'state' | 'type'>

const texts: Readonly<Record<Case['state'], string>> = {
  merchant: '商家核实后会同意、拒绝或请您补充',
  buyer: '请在期限前回复，超时售后会关闭',
  refunding: '款项原路退回，到账后会通知您',
  resending: '商家备货中，发出后可查看物流',
  done: '退款已退回给您',
  refused: '售后期内可以重新申请',
  withdrawn: '售后期内可以重新申请',
}

/** The words of the specification for a case, as its buyer reads them. */
export function caseWords({ state, type }: Case): { title: string; text: string } {
  const resent = state === 'done' && type === 'resend'
  return { title: afterSaleLabels[state].label, text: resent ? '补发商品已发出' : texts[state] }
}

/** What happened at the moment that is shown for a case that is done. */
export const doneWords = ({ type }: Case): string => (type === 'resend' ? '已发出' : '到账')
