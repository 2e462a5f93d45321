import { Text, View } from '@tarojs/components'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Icon } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { Segment } from '@xietong/ui/segment'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { useState } from 'react'
import { loadCartBadge } from '../../parts/cart'
import { GoodsTile } from '../../parts/goods-tile'
import { useShop } from '../../parts/shop-view'
import { Search } from './search'
import './shop.css'

const ALL = 'all'
type Sort = 'default' | 'sales' | '-sales' | 'price' | '-price'

/** Everything on the shelf: kind, category, keyword and order hold together. */
export default function Shop() {
  const { kind, categoryId, keyword } = useShop()
  const [sort, setSort] = useState<Sort>('default')
  const categories = useQuery('catalog.listCategories', { kind })
  const list = useRows('orders.browseShop', {
    filter: {
      kind,
      ...(categoryId ? { categoryId } : {}),
      ...(keyword ? { keyword } : {}),
    },
    sort,
  })
  useFresh(() => {
    void list.reload()
    void loadCartBadge()
  })
  const firstLevel = (categories.value?.rows ?? []).filter((row) => row.shown && !row.parentId)
  const all = { key: ALL, label: kind === 'package' ? '全部套餐' : '全部卡券' }
  return (
    <Page tab="pages/shop/index">
      <Search keyword={keyword} onSearch={(next) => useShop.setState({ keyword: next })} />
      <View className="shop-kind">
        <Segment
          items={[
            { key: 'package', label: '现货套餐' },
            { key: 'e-card', label: '电子卡' },
            { key: 'physical-card', label: '实体卡' },
          ]}
          value={kind}
          onChange={(next) => useShop.setState({ kind: next, categoryId: null })}
        />
      </View>
      <StatusTabs
        items={[all, ...firstLevel.map((row) => ({ key: row.id, label: row.name }))]}
        value={categoryId ?? ALL}
        onChange={(key) => useShop.setState({ categoryId: key === ALL ? null : key })}
      />
      <SortRow sort={sort} onSort={setSort} />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        className="goods-grid"
        empty={<NothingFound searched={keyword !== ''} />}
      >
        {(row) => <GoodsTile row={row} />}
      </PageList>
    </Page>
  )
}

function NothingFound({ searched }: { searched: boolean }) {
  if (!searched) {
    return <EmptyState title="这一类还没有上架" text="开季前会陆续上架，请看看其他分类。" />
  }
  const clear = () => useShop.setState({ keyword: '', categoryId: null })
  return (
    <EmptyState
      title="没有找到相关套餐"
      text="换个关键词，或者看看全部套餐。"
      step={{ label: '查看全部套餐', onTap: clear }}
    />
  )
}

/** Each tap on a column switches between high first and low first. */
function SortRow({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const next = (column: 'sales' | 'price'): Sort => (sort === `-${column}` ? column : `-${column}`)
  const columns = [
    { column: 'sales', label: '销量' },
    { column: 'price', label: '价格' },
  ] as const
  return (
    <View className="row shop-sort">
      <Text
        id="sort-default"
        className={sort === 'default' ? 'shop-sort-word shop-sort-on' : 'shop-sort-word'}
        onClick={() => onSort('default')}
      >
        综合
      </Text>
      {columns.map(({ column, label }) => {
        const on = sort.endsWith(column)
        return (
          <View
            key={column}
            id={`sort-${column}`}
            className="row hit"
            onClick={() => onSort(next(column))}
          >
            <Text className={on ? 'shop-sort-word shop-sort-on' : 'shop-sort-word'}>{label}</Text>
            <Icon
              name={on && sort === column ? 'up' : 'down'}
              size={12}
              weight={2}
              color={on ? '#C8401F' : '#B4B7BC'}
            />
          </View>
        )
      })}
    </View>
  )
}
