import { Text, View } from '@tarojs/components'
import { copy, dial } from '@xietong/ui/device/say'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { PriceText } from '@xietong/ui/price-text'
import { useSettings } from '@xietong/ui/settings/settings'
import { Sheet } from '@xietong/ui/sheet'
import { Timeline } from '@xietong/ui/timeline'
import { type Earning, stateWords, typeWords } from '../../parts/earning-words'
import './earning.css'
import { eventsOf } from './events'
import { Why } from './why'

/** One earning and why it is this amount. */
export default function EarningDetail() {
  const { id, orderNo } = useParams()
  const query = useQuery(
    'channel.listMyEarnings',
    id && orderNo ? { filter: { orderNo }, sort: '-createdAt', page: 1, size: 100 } : null,
  )
  useFresh(query.reload)
  return (
    <Page>
      <Look query={query}>
        {({ rows }) => {
          const earning = rows.find((row) => row.id === id)
          return earning ? (
            <Filled earning={earning} />
          ) : (
            <EmptyState title="没有这笔收益" text="请返回列表重新查看。" />
          )
        }}
      </Look>
    </Page>
  )
}

function Filled({ earning }: { earning: Earning }) {
  const now = useNow()
  const lowered = earning.amountFen !== earning.originalFen
  const events = eventsOf(earning, now)
  return (
    <View>
      <View className="why-head">
        <View className="cap on-ground">{stateWords(earning, now)}</View>
        <PriceText fen={earning.amountFen} size={40} tone="ink" />
        <Text className="why-name">
          {`${earning.itemName} × ${earning.quantity}${lowered ? '，其中有退款' : ''}`}
        </Text>
      </View>
      <Why earning={earning} />
      <Sheet>
        <Timeline events={events} present={earning.state === 'pending' ? events.length - 1 : -1} />
      </Sheet>
      <Source earning={earning} />
    </View>
  )
}

function Source({ earning }: { earning: Earning }) {
  const hotline = useSettings((known) => known.settings?.hotline ?? '')
  const from = [earning.sourceDealerName, `会员 ${earning.memberName}`].filter(Boolean)
  return (
    <View className="why-source">
      <Sheet cells>
        <View className="row between why-number">
          <Text className="cap">来源</Text>
          <Text className="why-right">{from.join(' · ')}</Text>
        </View>
        <View className="row between why-number">
          <Text className="cap">类型</Text>
          <Text>{typeWords(earning.orderType)}</Text>
        </View>
        <View className="row between why-number">
          <Text className="cap">订单</Text>
          <View className="row why-number">
            <Text className="why-break">{earning.orderNo}</Text>
            <Text className="link hit" onClick={() => copy(earning.orderNo)}>
              复制
            </Text>
          </View>
        </View>
      </Sheet>
      <View className="cap on-ground why-foot">
        <Text>折扣按支付时固定，之后调整不影响这一笔。</Text>
        {hotline ? (
          <Text className="link hit" onClick={() => dial(hotline)}>
            联系平台
          </Text>
        ) : null}
      </View>
    </View>
  )
}
