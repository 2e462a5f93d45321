import { Button } from '@xietong/ui/button'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { platform } from '@xietong/ui/platform'
import { useState } from 'react'

/** Asks for the right to send the next messages; WeChat allows it only on a tap. */
export function AskConsent({ moment }: { moment: 'payment' | 'redemption' }) {
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
    setAsked(true)
    const given = answers.some((one) => one.answer === 'accept')
    say(given ? '进展会用微信通知您' : '未订阅，进展可在消息中查看')
  }
  return (
    <Button block kind="quiet" id="subscribe" running={recording.running} onTap={ask}>
      有进展时用微信通知我
    </Button>
  )
}
