import { View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { CodeButton } from '@xietong/ui/code-button'
import { Field } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useState } from 'react'
import type { useAgreements } from '../../parts/accepted'
import { waitingInvite } from '../../parts/invite'

export interface SmsFormProps {
  readonly agreements: ReturnType<typeof useAgreements>
  readonly onSession: (session: Output<'members.signInBySms'>) => void
}

/** Phone and code; a phone without an account is registered by the same step. */
export function SmsForm({ agreements, onSession }: SmsFormProps) {
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [phoneProblem, setPhoneProblem] = useState<string>()
  const signing = useAct('members.signInBySms')
  const submit = async () => {
    if (!agreements.check()) return
    const invite = waitingInvite()
    const answer = await signing.run({
      phone,
      smsCode: code,
      accepted: agreements.accepted,
      ...(invite ? { invite } : {}),
    })
    if (answer?.ok) onSession(answer.value)
  }
  const complete = /^1[3-9]\d{9}$/.test(phone) && /^\d{6}$/.test(code)
  return (
    <View>
      <Field
        id="phone"
        label="手机号"
        type="number"
        maxLength={11}
        placeholder="11 位手机号"
        value={phone}
        problem={phoneProblem}
        onInput={(text) => {
          setPhone(text)
          setPhoneProblem(undefined)
        }}
      />
      <Field
        id="sms-code"
        label="验证码"
        type="code"
        maxLength={6}
        placeholder="6 位数字"
        value={code}
        problem={signing.failure?.message}
        onInput={setCode}
        tail={
          <CodeButton
            phone={phone}
            purpose="sign-in"
            onAnswer={(text) => setPhoneProblem(text ?? undefined)}
          />
        }
      />
      <View className="sign-submit">
        <Button
          block
          id="sign-in-sms"
          running={signing.running}
          disabled={!complete}
          onTap={submit}
        >
          登录
        </Button>
      </View>
    </View>
  )
}
