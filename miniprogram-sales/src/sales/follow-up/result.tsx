import { Button } from '@xietong/ui/button'
import { Choices } from '@xietong/ui/choices'
import { back } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Page } from '@xietong/ui/page'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { TextArea } from '@xietong/ui/text-area'
import { useState } from 'react'
import { asItems } from '../../parts/choices'
import { Head, type Target } from './head'

export interface ResultProps {
  readonly target: Target
  readonly followUpId: string
  readonly form: string
  readonly stages: readonly string[]
}

/** What a planned contact has brought; saved results cannot be taken back. */
export function Result({ target, followUpId, form, stages }: ResultProps) {
  const [result, setResult] = useState('')
  const [stage, setStage] = useState(target.stage)
  const saving = useAct('sales.completeFollowUp')
  const save = async () => {
    const moved = target.kind === 'lead' && stage !== '' && stage !== target.stage
    const answer = await saving.run({
      followUpId,
      result: result.trim(),
      ...(moved ? { stage } : {}),
    })
    if (!answer?.ok) return
    say('跟踪结果已保存')
    back()
  }
  return (
    <Page
      foot={
        <SubmitBar
          problem={saving.failure?.message}
          note="保存后不能删除"
          action={
            <Button
              id="save-result"
              running={saving.running}
              disabled={result.trim() === ''}
              onTap={save}
            >
              保存跟踪结果
            </Button>
          }
        />
      }
    >
      <Head target={target} text={`${form}跟踪`} />
      <TextArea
        id="result"
        label="跟踪结果"
        placeholder="谈了什么、对方的态度和下一步"
        maxLength={500}
        value={result}
        onInput={(text) => {
          saving.clear()
          setResult(text)
        }}
      />
      {target.kind === 'lead' ? (
        <Choices
          id="stage"
          label="销售阶段"
          items={asItems(stages)}
          value={[stage]}
          onTap={setStage}
        />
      ) : null}
    </Page>
  )
}
