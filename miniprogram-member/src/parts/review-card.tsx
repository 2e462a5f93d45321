import { Text, Video, View } from '@tarojs/components'
import { Pictures } from '@xietong/ui/pictures'
import { platform } from '@xietong/ui/platform'
import { when } from '@xietong/ui/words/time'
import { Stars } from './stars'
import './review-card.css'

export interface ReviewWords {
  readonly score: number
  readonly text: string
  readonly createdAt: string
  readonly appended: { readonly text: string; readonly at: string } | null
  readonly reply: { readonly text: string; readonly at: string } | null
}

interface ReviewCardProps {
  readonly review: ReviewWords
  readonly id: string
  readonly now: number
  /** Who wrote it; left out where it is oneself. */
  readonly nickname?: string
  /** Addresses of what may be seen. */
  readonly pictures: readonly string[]
  readonly appendedPictures: readonly string[]
  readonly video: string | null
}

/** What somebody wrote, added, and what the merchant answered. */
export function ReviewCard(props: ReviewCardProps) {
  const { review, now, nickname, id } = props
  return (
    <View id={`review-${id}`}>
      <View className="row between review-head">
        <View className="row review-who">
          {nickname ? <Text className="strong">{nickname}</Text> : null}
          <Stars score={review.score} />
        </View>
        <Text className="cap">{when(review.createdAt, now)}</Text>
      </View>
      <View className="review-text">{review.text || '没有填写文字评价'}</View>
      <Pictures id={`pictures-${id}`} addresses={props.pictures} />
      {props.video ? (
        <View className="review-video">
          <Video className="review-film" src={platform.fileUrl(props.video)} />
        </View>
      ) : null}
      {review.appended ? (
        <View className="review-more">
          <Text className="cap">{`${when(review.appended.at, now)} 追加`}</Text>
          <View className="review-text">{review.appended.text}</View>
          <Pictures id={`appended-${id}`} addresses={props.appendedPictures} />
        </View>
      ) : null}
      {review.reply ? (
        <View className="review-reply">
          <Text className="strong">商家回复：</Text>
          <Text>{review.reply.text}</Text>
        </View>
      ) : null}
    </View>
  )
}
