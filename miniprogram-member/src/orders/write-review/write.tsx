import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { replace } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { MediaField } from '@xietong/ui/media-field'
import { useMedia } from '@xietong/ui/media-field/use-media'
import { Page } from '@xietong/ui/page'
import { Sheet } from '@xietong/ui/sheet'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { TextArea } from '@xietong/ui/text-area'
import { useState } from 'react'
import { Stars } from '../../parts/stars'
import { ItemLine, type Subject } from './item-line'

const scoreWords = ['请点星星评分', '非常差', '差', '一般', '满意', '非常满意'] as const

/** Stars, words, pictures and a video, once for each bought item. */
export function Write({ lineId, subject }: { lineId: string; subject: Subject }) {
  const [score, setScore] = useState(0)
  const [text, setText] = useState('')
  const media = useMedia({ pictures: 9, video: true, access: 'public' })
  const sending = useAct('orders.writeReview')
  const missing = score === 0 ? '请先评分' : media.unsent
  const send = async () => {
    const { pictures, video } = media
    const answer = await sending.run({ lineId, score, text: text.trim(), pictures, video })
    if (!answer?.ok) return
    say(answer.value.state === 'shown' ? '评价已发布，谢谢' : '已提交，审核后展示')
    replace('orders/reviews/index', { view: 'mine' })
  }
  return (
    <Page
      foot={
        <SubmitBar
          problem={sending.failure?.message}
          note="发布后不能修改，30 天内可追加一次"
          action={
            <Button
              id="send-review"
              running={sending.running}
              disabled={missing !== undefined}
              reason={missing}
              onTap={send}
            >
              发布评价
            </Button>
          }
        />
      }
    >
      <ItemLine subject={subject} />
      <Sheet>
        <View className="write-stars">
          <Stars score={score} size={30} onChoose={setScore} />
          <Text className="cap-2">{scoreWords[score]}</Text>
        </View>
        <TextArea
          id="review-text"
          label={`评价内容（选填，${text.length} / 500）`}
          value={text}
          onInput={setText}
          maxLength={500}
          placeholder="大小、肥满度、鲜活程度、包装和配送"
        />
        <MediaField id="review-media" label="图片（最多 9 张）和视频（1 个，选填）" media={media} />
      </Sheet>
    </Page>
  )
}
