import type { NoteState } from '@xietong/domain/fulfilment/notes'
import { type OrderState, orderStateLabels } from '@xietong/domain/orders/states'
import type { RowOf } from '@xietong/ui/hooks/use-rows'
import { dayWords, weekday } from '@xietong/ui/words/time'

export type NoteRow = RowOf<'fulfilment.listStoreNotes'>

export const stateWords: Readonly<Record<NoteState, string>> = {
  'to-ship': '待发货',
  shipped: '发货完成',
  void: '已作废',
}

export const orderWords = (state: OrderState): string => orderStateLabels[state].label

/** The three kinds of consumer orders that a store ships (DL-100). */
export function typeWords({ orderType, cardKind }: Pick<NoteRow, 'orderType' | 'cardKind'>) {
  if (orderType === 'package') return '商品套餐现货订单'
  if (orderType === 'resend') return '售后补发订单'
  if (orderType !== 'pick-up') return '提货卡订单'
  return cardKind === 'physical' ? '实体提货卡订单' : '电子卡提货订单'
}

export const wantedWords = (wantedOn: string | null, today: string): string =>
  wantedOn ? `${dayWords(wantedOn, today)} ${weekday(wantedOn)}送达` : '尽快发货'
