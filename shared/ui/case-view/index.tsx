import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { afterSaleLabels, afterSaleTypeLabels } from '@xietong/domain/orders/after-sale'
import type { ReactElement, ReactNode } from 'react'
import { useFresh } from '../hooks/use-fresh'
import { useNow } from '../hooks/use-now'
import { usePull } from '../hooks/use-pull'
import type { Query } from '../hooks/use-query'
import { Page } from '../page'
import { Look } from '../page/look'
import { Sheet } from '../sheet'
import { Timeline } from '../timeline'
import { yuan } from '../words/numbers'
import { when } from '../words/time'

/** What buyer and merchant both see of an after-sale case. */
type SharedCase = Output<'orders.getMyAfterSale'>

/** The specification's word for a state, also where an order only names it. */
export const caseStateWords = (state: string): string =>
  afterSaleLabels[state as SharedCase['state']]?.label ?? state
export const caseTypeWords = (type: SharedCase['type']): string => afterSaleTypeLabels[type]

/** The page of one case: its looks while it loads, when it fails and when it is not there. */
export function CasePage<Value extends SharedCase>({
  query,
  children,
}: {
  readonly query: Query<Value>
  readonly children: (one: Value) => ReactElement
}) {
  useFresh(query.reload)
  usePull(query.reload)
  const missing = query.failure?.code === 'NOT_FOUND'
  return (
    <Page>
      <Look query={query} errorTitle={missing ? '没有这个售后' : '售后没有加载出来'}>
        {children}
      </Look>
    </Page>
  )
}

/** The claimed pieces, line by line, with their money or as 补发. */
export function CaseClaim({
  one,
  children,
}: {
  readonly one: SharedCase
  readonly children?: ReactNode
}) {
  const resend = one.type === 'resend'
  const sum = one.state === 'done' ? '退款' : '申请退款'
  return (
    <Sheet title={resend ? '补发商品' : `${sum} ${yuan(one.amountFen)}`}>
      {one.lines.map((line) => (
        <View key={line.lineId} className="row between">
          <Text className="grow two">{`${line.name} × ${line.quantity}`}</Text>
          {resend ? null : <Text>{yuan(line.amountFen)}</Text>}
        </View>
      ))}
      {one.freightFen > 0 ? (
        <View className="row between">
          <Text className="grow">运费</Text>
          <Text>{yuan(one.freightFen)}</Text>
        </View>
      ) : null}
      {one.goods ? (
        <View className="cap">{one.goods === 'unsent' ? '未发货的商品' : '已发出的商品'}</View>
      ) : null}
      <View className="cap">{`售后单 ${one.caseNo}`}</View>
      {children}
    </Sheet>
  )
}

const moving: readonly SharedCase['state'][] = ['merchant', 'buyer', 'refunding', 'resending']

/** The story, newest first. */
export function CaseStory({ one }: { readonly one: SharedCase }) {
  const now = useNow()
  return (
    <Sheet title="处理记录">
      <Timeline
        events={[...one.history].reverse().map((event, place) => ({
          key: `${event.at} ${place}`,
          title: event.text,
          time: when(event.at, now),
          note: event.note,
          pictures: event.pictureUrls,
        }))}
        present={moving.includes(one.state) ? 0 : -1}
      />
    </Sheet>
  )
}
