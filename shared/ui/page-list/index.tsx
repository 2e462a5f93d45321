import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { ErrorState } from '../error-state'
import type { Rows } from '../hooks/use-rows'
import { SkeletonRows, useSlow } from '../skeleton'
import './page-list.css'

export interface PageListProps<Row> {
  readonly list: Rows<Row>
  readonly keyOf: (row: Row) => string
  readonly children: (row: Row) => ReactNode
  readonly empty: ReactNode
  readonly skeleton?: ReactNode
  readonly className?: string
}

/**
 * A list that fills a page: next page on reaching its end, pull to refresh (switch it on in the
 * page's configuration), skeleton, empty, error.
 */
export function PageList<Row>(props: PageListProps<Row>) {
  const { list } = props
  const slow = useSlow(list.waiting)
  useReachBottom(() => list.more())
  usePullDownRefresh(() => {
    // In a browser this promise never settles, so that it is not awaited.
    void list.reload().then(() => Taro.stopPullDownRefresh())
  })
  if (list.waiting) return slow ? (props.skeleton ?? <SkeletonRows />) : null
  if (list.failure && list.rows.length === 0) {
    return <ErrorState failure={list.failure} onRetry={list.reload} />
  }
  if (list.rows.length === 0) return <>{props.empty}</>
  return (
    <View>
      <View className={props.className ?? 'x-list'}>
        {list.rows.map((row) => (
          <View key={props.keyOf(row)} className="x-list-row">
            {props.children(row)}
          </View>
        ))}
      </View>
      <ListEnd list={list} />
    </View>
  )
}

function ListEnd<Row>({ list }: { list: Rows<Row> }) {
  if (list.failure) {
    return (
      <View className="x-list-end" onClick={list.more}>
        <Text>{list.failure.message}</Text>
        <Text className="link"> 重试</Text>
      </View>
    )
  }
  if (list.growing) return <View className="x-list-end">正在加载</View>
  if (list.hasMore) {
    return (
      <View className="x-list-end link" onClick={list.more}>
        查看更多
      </View>
    )
  }
  return list.rows.length > 8 ? <View className="x-list-end">已经到底了</View> : null
}
