import { View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { useAct } from '@xietong/ui/hooks/use-act'
import { isComplete, PhoneCode } from '@xietong/ui/phone-code'
import { useState } from 'react'
import type { useAgreements } from '../../parts/accepted'
import { waitingInvite } from '../../parts/invite'

export interface SmsFormProps {
  readonly agreements: ReturnType<typeof useAgreements>
  readonly onSession: (session: Output<'members.signInBySms'>) => void
}

/** Phone and code; a phone without an account is registered by the same step. */
export function SmsForm({ agreements, onSession }: SmsFormProps) {
  const [value, setValue] = useState({ phone: '', code: '' })
  const signing = useAct('members.signInBySms')
  const submit = async () => {
    if (!agreements.check()) return
    const invite = waitingInvite()
    const answer = await signing.run({
      phone: value.phone,
      smsCode: value.code,
      accepted: agreements.accepted,
      ...(invite ? { invite } : {}),
    })
    if (answer?.ok) onSession(answer.value)
  }
  return (
    <View>
      <PhoneCode
        value={value}
        onChange={setValue}
        purpose="sign-in"
        problem={signing.failure?.message}
      />
      <View className="sign-submit">
        <Button
          block
          id="sign-in-sms"
          running={signing.running}
          disabled={!isComplete(value)}
          onTap={submit}
        >
          登录
        </Button>
      </View>
    </View>
  )
}
