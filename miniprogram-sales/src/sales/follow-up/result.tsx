import type { Output } from '@xietong/client/caller'
import { addDays } from '@xietong/domain/kernel/time'
import { Button } from '@xietong/ui/button'
import { Choices } from '@xietong/ui/choices'
import { back } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { MediaField } from '@xietong/ui/media-field'
import { useMedia } from '@xietong/ui/media-field/use-media'
import { Page } from '@xietong/ui/page'
import { type DayAndTime, instantOf, PickTime } from '@xietong/ui/pick-time'
import { Segment } from '@xietong/ui/segment'
import { serverNow } from '@xietong/ui/settings/settings'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { TextArea } from '@xietong/ui/text-area'
import { today } from '@xietong/ui/words/time'
import { useState } from 'react'
import { asItems } from '../../parts/choices'
import { Earlier } from './earlier'
import { Head, type Target } from './head'

export interface ResultProps {
  readonly target: Target
  readonly followUpId: string
  readonly form: string
  readonly choices: Output<'sales.listChoices'>
}

const nextWords = [
  { key: 'none', label: '不安排下次' },
  { key: 'next', label: '安排下次跟踪' },
] as const
type Next = (typeof nextWords)[number]['key']

interface Draft {
  readonly result: string
  readonly stage: string
  readonly next: Next
  readonly at: DayAndTime
}

/** What a contact has brought; saved results cannot be taken back, only added to (ST-012). */
export function Result({ target, followUpId, form, choices }: ResultProps) {
  const [draft, setDraft] = useState<Draft>(() => ({
    result: '',
    stage: target.stage,
    next: 'none',
    at: { day: addDays(today(serverNow()), 1), time: '10:00' },
  }))
  const saved = useQuery('sales.getMyFollowUp', { followUpId })
  const media = useMedia({ pictures: 9, access: 'private' })
  const saving = useAct('sales.completeFollowUp')
  const late = draft.next === 'next' && Date.parse(instantOf(draft.at)) <= serverNow()
  const set = (change: Partial<Draft>) => {
    saving.clear()
    setDraft((before) => ({ ...before, ...change }))
  }
  const moved = target.kind === 'lead' && draft.stage !== '' && draft.stage !== target.stage
  const save = async () => {
    const answer = await saving.run({
      followUpId,
      result: draft.result.trim(),
      pictures: media.pictures,
      ...(moved ? { stage: draft.stage } : {}),
      ...(draft.next === 'next'
        ? { next: { at: instantOf(draft.at), form: form || (choices.forms[0] ?? '') } }
        : {}),
    })
    if (!answer?.ok) return
    say('跟踪结果已保存')
    back()
  }
  const ready = draft.result.trim() !== '' && !late && media.unsent === undefined
  return (
    <Page
      foot={
        <SubmitBar
          problem={saving.failure?.message}
          note="保存后不能删除"
          action={
            <Button id="save-result" running={saving.running} disabled={!ready} onTap={save}>
              {saved.value?.state === 'done' ? '保存补充' : '保存跟踪结果'}
            </Button>
          }
        />
      }
    >
      <Head target={target} text={`${form}跟踪`} />
      <Earlier results={saved.value?.results ?? []} />
      <TextArea
        id="result"
        label={saved.value?.state === 'done' ? '补充结果' : '跟踪结果'}
        placeholder="谈了什么、对方的态度和下一步"
        maxLength={500}
        value={draft.result}
        onInput={(result) => set({ result })}
      />
      <MediaField id="result-pictures" label="图片（选填，最多 9 张）" media={media} />
      {target.kind === 'lead' ? (
        <Choices
          id="stage"
          label="销售阶段"
          items={asItems(choices.stages)}
          value={[draft.stage]}
          onTap={(stage) => set({ stage })}
        />
      ) : null}
      <Segment<Next> items={nextWords} value={draft.next} onChange={(next) => set({ next })} />
      <NextTime draft={draft} late={late} onChange={(at) => set({ at })} />
    </Page>
  )
}

interface NextTimeProps {
  readonly draft: Draft
  readonly late: boolean
  readonly onChange: (at: DayAndTime) => void
}

function NextTime({ draft, late, onChange }: NextTimeProps) {
  if (draft.next === 'none') return null
  return (
    <PickTime
      id="next-at"
      label="下次跟踪时间"
      value={draft.at}
      problem={late ? '计划的时间要在现在之后' : undefined}
      firstDay={today(serverNow())}
      onChange={onChange}
    />
  )
}
