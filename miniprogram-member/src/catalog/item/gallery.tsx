import { Image, ScrollView, Text, Video, View } from '@tarojs/components'
import { BoxDrawing } from '@xietong/ui/goods-picture'
import { Illustration } from '@xietong/ui/illustration'
import { platform } from '@xietong/ui/platform'
import { useState } from 'react'
import { crabsOf } from './contents'
import type { ShopItem } from './index'

/** Pictures and the video of the console; without any the box is drawn with what is in it. */
export function Gallery({ item }: { item: ShopItem }) {
  const [at, setAt] = useState(1)
  const count = item.pictures.length + (item.video ? 1 : 0)
  if (count === 0) return <Drawn item={item} />
  return (
    <View className="item-hero">
      <ScrollView
        scrollX
        enhanced
        pagingEnabled
        showScrollbar={false}
        className="item-slides"
        onScroll={({ detail }) => {
          const width = detail.scrollWidth / count
          setAt(Math.min(count, Math.round(detail.scrollLeft / width) + 1))
        }}
      >
        <View className="item-slide-row">
          {item.pictures.map((file) => (
            <Image
              key={file}
              className="item-slide"
              src={platform.fileUrl(`/files/${file}`)}
              mode="aspectFill"
            />
          ))}
          {item.video ? (
            <Video className="item-slide" src={platform.fileUrl(`/files/${item.video}`)} />
          ) : null}
        </View>
      </ScrollView>
      {count > 1 ? <Text className="item-at">{`${at} / ${count}`}</Text> : null}
    </View>
  )
}

function Drawn({ item }: { item: ShopItem }) {
  if (item.kind !== 'package') {
    const name = item.kind === 'e-card' ? 'cards-electronic' : 'cards-physical'
    return (
      <View className="item-hero">
        <Illustration name={name} width="100%" height={300} fill />
      </View>
    )
  }
  const crabs = crabsOf(item.contents)
  return (
    <View className="item-hero">
      <BoxDrawing width={390} height={352} lid {...(crabs.length > 0 ? { crabs } : {})} />
    </View>
  )
}
