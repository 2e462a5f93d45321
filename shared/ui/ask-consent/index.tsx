import type { Input } from '@xietong/client/caller'
import { useState } from 'react'
import { Button } from '../button'
import { say } from '../device/say'
import { useAct } from '../hooks/use-act'
import { useQuery } from '../hooks/use-query'
import { platform } from '../platform'

export interface AskConsentProps {
  readonly moment: Input<'notify.listTemplates'>['moment']
  readonly children: string
}

/** Asks for the right to send the next messages; WeChat allows it only on a tap. */
export function AskConsent({ moment, children }: AskConsentProps) {
  const { value } = useQuery('notify.listTemplates', { moment })
  const recording = useAct('notify.recordConsent')
  const [asked, setAsked] = useState(false)
  const ids = value?.templateIds ?? []
  if (asked || ids.length === 0) return null
  const ask = async () => {
    const answer = await platform.subscribe(ids)
    if (!answer.ok) {
      if (answer.reason !== 'cancel') say(answer.message)
      return
    }
    const answers = ids.map((templateId) => ({
      templateId,
      answer: answer.value[templateId] ?? 'reject',
    }))
    const recorded = await recording.run({ answers })
    if (!recorded) return
    if (!recorded.ok) {
      say(recorded.message)
      return
    }
    setAsked(true)
    const given = answers.some((one) => one.answer === 'accept')
    say(given ? '有进展时会用微信通知您' : '未订阅，进展可在消息中查看')
  }
  return (
    <Button block kind="quiet" id="subscribe" running={recording.running} onTap={ask}>
      {children}
    </Button>
  )
}
