import { View } from '@tarojs/components'
import { EmptyState } from '@xietong/ui/empty-state'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { useState } from 'react'
import { ItemReview, ratingWords } from '../../parts/item-review'

const filters = {
  all: {},
  good: { band: 'good' },
  medium: { band: 'medium' },
  bad: { band: 'bad' },
  pictured: { pictured: true },
} as const
type Kind = keyof typeof filters

/** MB-021: all that others say of an item, by kind or only with pictures. */
export default function ItemReviews() {
  const { id = '' } = useParams()
  const now = useNow()
  const [kind, setKind] = useState<Kind>('all')
  const summary = useQuery('orders.getReviewSummary', id ? { itemId: id } : null)
  const list = useRows(
    'orders.listItemReviews',
    id ? { itemId: id, filter: filters[kind], sort: '-createdAt' } : null,
  )
  const counts = summary.value
  const tabs = [
    { key: 'all', label: '全部', count: counts?.all },
    { key: 'good', label: '好评', count: counts?.good },
    { key: 'medium', label: '中评', count: counts?.medium },
    { key: 'bad', label: '差评', count: counts?.bad },
    { key: 'pictured', label: '有图', count: counts?.pictured },
  ] as const
  return (
    <Page>
      {counts ? <View className="cap-2">{ratingWords(counts)}</View> : null}
      <StatusTabs<Kind> items={tabs} value={kind} onChange={setKind} />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        empty={<EmptyState title="这里还没有评价" text="收到商品后，您也可以写下评价。" />}
      >
        {(row) => (
          <View className="x-sheet">
            <ItemReview review={row} now={now} />
          </View>
        )}
      </PageList>
    </Page>
  )
}
