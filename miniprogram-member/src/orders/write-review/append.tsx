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
import { ItemLine, type Subject } from './item-line'

/** What is added later, once. */
export function Append({ reviewId, subject }: { reviewId: string; subject: Subject }) {
  const [text, setText] = useState('')
  const media = useMedia({ pictures: 9, access: 'public' })
  const sending = useAct('orders.appendReview')
  const missing = text.trim() === '' ? '请填写追加的内容' : media.unsent
  const send = async () => {
    const { pictures } = media
    const answer = await sending.run({ reviewId, text: text.trim(), pictures })
    if (!answer?.ok) return
    say(answer.value.state === 'shown' ? '追加的评价已发布' : '已提交，审核后展示')
    replace('orders/reviews/index', { view: 'mine' })
  }
  return (
    <Page
      foot={
        <SubmitBar
          problem={sending.failure?.message}
          note="只能追加一次，提交后不能修改"
          action={
            <Button
              id="send-append"
              running={sending.running}
              disabled={missing !== undefined}
              reason={missing}
              onTap={send}
            >
              追加评价
            </Button>
          }
        />
      }
    >
      <ItemLine subject={subject} />
      <Sheet>
        <TextArea
          id="append-text"
          label={`追加内容（${text.length} / 500）`}
          value={text}
          onInput={setText}
          maxLength={500}
          placeholder="吃过之后的感受，或补充说明"
        />
        <MediaField id="append-media" label="图片（选填，最多 9 张）" media={media} />
      </Sheet>
    </Page>
  )
}
