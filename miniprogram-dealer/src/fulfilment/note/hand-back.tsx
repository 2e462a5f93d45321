import { View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { Choices } from '@xietong/ui/choices'
import { back } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { Problem } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Panel } from '@xietong/ui/panel'
import { TextArea } from '@xietong/ui/text-area'
import { useState } from 'react'
import type { NoteDetail } from './index'

const REASONS = ['本店缺货', '配送不到', '人手不够', '其他'] as const
type Reason = (typeof REASONS)[number]

/** DL-105: an order of which this store has sent nothing goes back to head office. */
export function HandBack({ note }: { note: NoteDetail }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <View className="note-back">
      <Button block kind="plain" id="hand-back" onTap={() => setOpen(true)}>
        退回派单
      </Button>
      {isOpen ? <Why note={note} onClose={() => setOpen(false)} /> : null}
    </View>
  )
}

function Why({ note, onClose }: { note: NoteDetail; onClose: () => void }) {
  const [chosen, setChosen] = useState<Reason>()
  const [more, setMore] = useState('')
  const returning = useAct('fulfilment.returnDispatch')
  const needsWords = chosen === '其他' && more.trim() === ''
  const send = async () => {
    const words = [chosen === '其他' ? '' : chosen, more.trim()].filter(Boolean).join('：')
    const answer = await returning.run({ noteId: note.id, reason: words })
    if (!answer?.ok) return
    say('已退回，总部会重新派单')
    back()
  }
  return (
    <Panel
      title="退回派单"
      open
      onClose={onClose}
      foot={
        <Button
          block
          id="confirm-back"
          running={returning.running}
          disabled={chosen === undefined || needsWords}
          onTap={send}
        >
          确认退回
        </Button>
      }
    >
      <View className="cap">退回后这单不再由本店发货，为它预留的库存立即释放。</View>
      <Choices
        id="back-reason"
        label="原因"
        items={REASONS.map((reason) => ({ key: reason, label: reason }))}
        value={chosen ? [chosen] : []}
        onTap={setChosen}
      />
      <TextArea
        id="back-more"
        label={chosen === '其他' ? '请说明' : '补充说明（选填）'}
        value={more}
        onInput={setMore}
        maxLength={80}
      />
      <Problem text={returning.failure?.message} />
    </Panel>
  )
}
