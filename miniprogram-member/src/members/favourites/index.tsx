import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { open, openTab } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { Problem } from '@xietong/ui/field'
import { GoodsPicture } from '@xietong/ui/goods-picture'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { PriceText } from '@xietong/ui/price-text'
import { SkeletonRows } from '@xietong/ui/skeleton'
import { Tag } from '@xietong/ui/tag'
import { Tick } from '@xietong/ui/tick'
import { useState } from 'react'
import './favourites.css'

type Row = Output<'orders.listFavourites'>['rows'][number]

/** MB-066: what the member likes, at today's price; let go one by one or many at once. */
export default function Favourites() {
  const kept = useQuery('orders.listFavourites', {})
  const removing = useAct('orders.removeFavourites')
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null)
  useFresh(kept.reload)
  const rows = kept.value?.rows ?? []
  const remove = async (itemIds: string[]) => {
    const answer = await removing.run({ itemIds })
    if (!answer?.ok) return
    setChosen(null)
    await kept.reload()
  }
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <Page
      foot={
        chosen && rows.length > 0 ? (
          <Batch
            rows={rows}
            chosen={chosen}
            running={removing.running}
            onAll={(all) => setChosen(new Set(all ? rows.map((row) => row.id) : []))}
            onRemove={() => remove([...chosen])}
          />
        ) : undefined
      }
    >
      <Look query={kept} skeleton={<SkeletonRows count={4} />}>
        {() => {
          if (rows.length === 0) return <Nothing />
          return (
            <View>
              <Head
                count={rows.length}
                managing={chosen !== null}
                onManage={() => setChosen(chosen ? null : new Set())}
              />
              <Problem text={removing.failure?.message} />
              {rows.map((row) => (
                <Kept
                  key={row.id}
                  row={row}
                  chosen={chosen ? chosen.has(row.id) : null}
                  onChoose={() => toggle(row.id)}
                  onRemove={() => remove([row.id])}
                />
              ))}
            </View>
          )
        }}
      </Look>
    </Page>
  )
}

function Nothing() {
  return (
    <EmptyState
      title="还没有收藏"
      text="看到喜欢的商品，点一下爱心就会收在这里。"
      step={{ label: '去选购', onTap: () => openTab('pages/shop/index') }}
    />
  )
}

interface HeadProps {
  readonly count: number
  readonly managing: boolean
  readonly onManage: () => void
}

function Head({ count, managing, onManage }: HeadProps) {
  return (
    <View className="row between">
      <Text className="cap on-ground">{`共 ${count} 件`}</Text>
      <Text className="link hit" id="manage" onClick={onManage}>
        {managing ? '完成' : '管理'}
      </Text>
    </View>
  )
}

interface KeptProps {
  readonly row: Row
  /** Null while nothing is being managed. */
  readonly chosen: boolean | null
  readonly onChoose: () => void
  readonly onRemove: () => void
}

const kindWords = { package: '套餐', 'e-card': '电子卡', 'physical-card': '实体卡' } as const

function Kept({ row, chosen, onChoose, onRemove }: KeptProps) {
  const picking = chosen !== null
  const tap = () =>
    picking ? onChoose() : open('catalog/item/index', { kind: row.kind, id: row.id })
  return (
    <View className="x-sheet row kept" id={`kept-${row.id}`}>
      {picking ? (
        <Tick on={chosen} label={row.name} id={`tick-${row.id}`} onTap={onChoose} />
      ) : null}
      <View className="row grow kept-body" onClick={tap}>
        <GoodsPicture file={row.picture} kind={row.kind} width={76} height={76} />
        <View className="grow kept-text">
          <Text className="item-name two">{row.name}</Text>
          <View className="row wrap kept-tags">
            <Text className="mic">{kindWords[row.kind]}</Text>
            {row.state === 'on' ? null : (
              <Tag tone="danger">{row.state === 'off' ? '已下架' : '已售罄'}</Tag>
            )}
          </View>
          <View className="row-base wrap">
            <PriceText fen={row.memberFen ?? row.retailFen} />
            {row.memberFen === null ? null : <Text className="mic kept-member">会员价</Text>}
          </View>
        </View>
      </View>
      {picking ? null : (
        <Text className="hit ink-2 kept-remove" id={`unlike-${row.id}`} onClick={onRemove}>
          取消
        </Text>
      )}
    </View>
  )
}

interface BatchProps {
  readonly rows: readonly Row[]
  readonly chosen: ReadonlySet<string>
  readonly running: boolean
  readonly onAll: (all: boolean) => void
  readonly onRemove: () => void
}

function Batch({ rows, chosen, running, onAll, onRemove }: BatchProps) {
  const all = chosen.size === rows.length
  return (
    <View className="row between">
      <View className="row kept-all" onClick={() => onAll(!all)}>
        <Tick on={all} label="全选" id="choose-all" />
        <Text>全选</Text>
      </View>
      <Button
        id="remove-chosen"
        running={running}
        disabled={chosen.size === 0}
        reason="请先选择要取消收藏的商品"
        onTap={onRemove}
      >
        {`取消收藏（${chosen.size}）`}
      </Button>
    </View>
  )
}
