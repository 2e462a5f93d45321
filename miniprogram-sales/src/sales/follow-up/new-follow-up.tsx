import { View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { addDays, shanghaiTime } from '@xietong/domain/kernel/time'
import { Button } from '@xietong/ui/button'
import { Choices } from '@xietong/ui/choices'
import { back } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Page } from '@xietong/ui/page'
import { instantOf, PickTime } from '@xietong/ui/pick-time'
import { Segment } from '@xietong/ui/segment'
import { serverNow } from '@xietong/ui/settings/settings'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { TextArea } from '@xietong/ui/text-area'
import { today } from '@xietong/ui/words/time'
import { useState } from 'react'
import { asItems } from '../../parts/choices'
import { Head, type Target } from './head'

type Mode = 'plan' | 'done'
const modes = [
  { key: 'done', label: '已联系，写结果' },
  { key: 'plan', label: '安排下次' },
] as const

export interface NewFollowUpProps {
  readonly target: Target
  readonly choices: Output<'sales.listChoices'>
}

const momentNow = () => {
  const now = serverNow()
  return { day: today(now), time: shanghaiTime(new Date(now)) }
}
const tomorrow = () => ({ day: addDays(today(serverNow()), 1), time: '10:00' })

/** Planned when it lies ahead, done at once with a result (ST-006). */
export function NewFollowUp({ target, choices }: NewFollowUpProps) {
  const [mode, setMode] = useState<Mode>('done')
  const [at, setAt] = useState(momentNow)
  const [form, setForm] = useState(choices.forms[0] ?? '')
  const [text, setText] = useState('')
  const [stage, setStage] = useState(target.stage)
  const saving = useAct('sales.createFollowUp')
  const planned = mode === 'plan'
  const ahead = Date.parse(instantOf(at)) > serverNow()
  const problem = planned && !ahead ? '计划的时间要在现在之后' : undefined
  const early = !planned && ahead ? '已经发生的联系不能晚于现在' : undefined

  const change = (act: () => void) => {
    saving.clear()
    act()
  }
  const turn = (next: Mode) =>
    change(() => {
      setMode(next)
      setAt(next === 'plan' ? tomorrow() : momentNow())
    })
  const save = async () => {
    const moved = !planned && target.kind === 'lead' && stage !== '' && stage !== target.stage
    const answer = await saving.run({
      target: { kind: target.kind, id: target.id },
      at: instantOf(at),
      form,
      note: planned ? text.trim() : '',
      result: planned ? '' : text.trim(),
      ...(moved ? { stage } : {}),
    })
    if (!answer?.ok) return
    say(answer.value.state === 'planned' ? '已安排下次跟踪' : '跟踪结果已保存')
    back()
  }
  return (
    <Page
      foot={
        <SubmitBar
          problem={saving.failure?.message}
          action={
            <View className="grow">
              <Button
                block
                id="save-follow-up"
                running={saving.running}
                disabled={!form || Boolean(problem ?? early) || (!planned && text.trim() === '')}
                onTap={save}
              >
                {planned ? '保存跟踪计划' : '保存跟踪结果'}
              </Button>
            </View>
          }
        />
      }
    >
      <Head target={target} text={target.kind === 'lead' ? '潜在客户' : '合作客户'} />
      <Segment<Mode> items={modes} value={mode} onChange={turn} />
      <Choices
        id="form"
        label="跟踪形式"
        items={asItems(choices.forms)}
        value={[form]}
        onTap={(word) => change(() => setForm(word))}
      />
      <PickTime
        id="at"
        label="跟踪时间"
        value={at}
        problem={problem ?? early}
        onChange={(next) => change(() => setAt(next))}
        {...(planned ? { firstDay: today(serverNow()) } : { lastDay: today(serverNow()) })}
      />
      <TextArea
        id="text"
        label={planned ? '注意事项（选填）' : '跟踪结果'}
        placeholder={planned ? '要带什么、要谈什么' : '谈了什么、对方的态度和下一步'}
        maxLength={500}
        value={text}
        onInput={(next) => change(() => setText(next))}
      />
      {!planned && target.kind === 'lead' ? (
        <Choices
          id="stage"
          label="销售阶段"
          items={asItems(choices.stages)}
          value={[stage]}
          onTap={(word) => change(() => setStage(word))}
        />
      ) : null}
    </Page>
  )
}
