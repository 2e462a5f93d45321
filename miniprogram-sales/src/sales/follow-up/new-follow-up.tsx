import { View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { addDays, shanghaiTime } from '@xietong/domain/kernel/time'
import { Button } from '@xietong/ui/button'
import { Choices } from '@xietong/ui/choices'
import { back } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Page } from '@xietong/ui/page'
import { type DayAndTime, instantOf, PickTime } from '@xietong/ui/pick-time'
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

const words = {
  plan: { label: '注意事项（选填）', placeholder: '要带什么、要谈什么' },
  done: { label: '跟踪结果', placeholder: '谈了什么、对方的态度和下一步' },
} as const

function timeProblem(mode: Mode, at: DayAndTime): string | undefined {
  const ahead = Date.parse(instantOf(at)) > serverNow()
  if (mode === 'plan') return ahead ? undefined : '计划的时间要在现在之后'
  return ahead ? '已经发生的联系不能晚于现在' : undefined
}

interface Draft {
  readonly mode: Mode
  readonly at: DayAndTime
  readonly form: string
  readonly text: string
  readonly stage: string
}

/** What is sent: a plan has points to note, a contact made has a result and may move the stage. */
function inputOf(target: Target, { mode, at, form, text, stage }: Draft) {
  const planned = mode === 'plan'
  const moved = !planned && target.kind === 'lead' && stage !== '' && stage !== target.stage
  return {
    target: { kind: target.kind, id: target.id },
    at: instantOf(at),
    form,
    note: planned ? text.trim() : '',
    result: planned ? '' : text.trim(),
    ...(moved ? { stage } : {}),
  }
}

/** Planned when it lies ahead, done at once with a result (ST-006). */
export function NewFollowUp({ target, choices }: NewFollowUpProps) {
  const [draft, setDraft] = useState<Draft>(() => ({
    mode: 'done',
    at: momentNow(),
    form: choices.forms[0] ?? '',
    text: '',
    stage: target.stage,
  }))
  const saving = useAct('sales.createFollowUp')
  const planned = draft.mode === 'plan'
  const late = timeProblem(draft.mode, draft.at)
  const ready = draft.form !== '' && !late && (planned || draft.text.trim() !== '')
  const set = (change: Partial<Draft>) => {
    saving.clear()
    setDraft((before) => ({ ...before, ...change }))
  }
  const save = async () => {
    const answer = await saving.run(inputOf(target, draft))
    if (!answer?.ok) return
    say(answer.value.state === 'planned' ? '已安排下次跟踪' : '跟踪结果已保存')
    back()
  }
  const foot = (
    <SubmitBar
      problem={saving.failure?.message}
      action={
        <View className="grow">
          <Button block id="save-follow-up" running={saving.running} disabled={!ready} onTap={save}>
            {planned ? '保存跟踪计划' : '保存跟踪结果'}
          </Button>
        </View>
      }
    />
  )
  return (
    <Page foot={foot}>
      <Head target={target} text={target.kind === 'lead' ? '潜在客户' : '合作客户'} />
      <Segment<Mode>
        items={modes}
        value={draft.mode}
        onChange={(mode) => set({ mode, at: mode === 'plan' ? tomorrow() : momentNow() })}
      />
      <Fields target={target} choices={choices} draft={draft} set={set} />
    </Page>
  )
}

interface FieldsProps extends NewFollowUpProps {
  readonly draft: Draft
  readonly set: (change: Partial<Draft>) => void
}

function Fields({ target, choices, draft, set }: FieldsProps) {
  const planned = draft.mode === 'plan'
  const day = today(serverNow())
  return (
    <View>
      <Choices
        id="form"
        label="跟踪形式"
        items={asItems(choices.forms)}
        value={[draft.form]}
        onTap={(form) => set({ form })}
      />
      <PickTime
        id="at"
        label="跟踪时间"
        value={draft.at}
        problem={timeProblem(draft.mode, draft.at)}
        onChange={(at) => set({ at })}
        {...(planned ? { firstDay: day } : { lastDay: day })}
      />
      <TextArea
        id="text"
        {...words[draft.mode]}
        maxLength={500}
        value={draft.text}
        onInput={(text) => set({ text })}
      />
      {!planned && target.kind === 'lead' ? (
        <Choices
          id="stage"
          label="销售阶段"
          items={asItems(choices.stages)}
          value={[draft.stage]}
          onTap={(stage) => set({ stage })}
        />
      ) : null}
    </View>
  )
}
