import { View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { useAct } from '@xietong/ui/hooks/use-act'
import { isComplete, PhoneCode } from '@xietong/ui/phone-code'
import { useState } from 'react'
import type { FormProps } from './index'

export function SmsForm({ onAnswer }: FormProps) {
  const [value, setValue] = useState({ phone: '', code: '' })
  const signing = useAct('channel.signInBySms')
  const submit = async () =>
    onAnswer(await signing.run({ phone: value.phone, smsCode: value.code }))
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
