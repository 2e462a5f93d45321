import { View } from '@tarojs/components'
import type { Input } from '@xietong/client/caller'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Icon } from '@xietong/ui/icon'
import { ensureSignedIn } from '@xietong/ui/session/sign-in-page'
import { useEffect, useState } from 'react'
import './heart.css'

interface HeartProps {
  readonly kind: Input<'orders.setFavourite'>['kind']
  readonly id: string
  readonly on: boolean
}

/** Shows at once what the tap means and takes it back when the server does not agree (MB-023). */
export function Heart({ kind, id, on }: HeartProps) {
  const [shown, setShown] = useState(on)
  const acting = useAct('orders.setFavourite')
  useEffect(() => setShown(on), [on])
  const tap = async () => {
    if (!ensureSignedIn() || acting.running) return
    const wish = !shown
    setShown(wish)
    const answer = await acting.run({ kind, itemId: id, on: wish })
    if (answer?.ok) {
      say(wish ? '已收藏，可在“我的收藏”查看' : '已取消收藏')
      return
    }
    setShown(!wish)
    if (answer) say(answer.message)
  }
  return (
    <View
      id={`heart-${id}`}
      className="heart"
      aria-role="button"
      aria-label={shown ? '取消收藏' : '收藏'}
      onClick={(event) => {
        event.stopPropagation()
        void tap()
      }}
    >
      <View className="heart-disc">
        <Icon
          name="heart"
          size={20}
          weight={1.8}
          color={shown ? '#C8401F' : '#5F6672'}
          filled={shown}
        />
      </View>
    </View>
  )
}
