import { View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { useAct } from '@xietong/ui/hooks/use-act'
import { isComplete, PhoneCode } from '@xietong/ui/phone-code'
import { useState } from 'react'

/** Phone and code; nobody is registered here. */
export function SmsForm({ onToken }: { readonly onToken: (token: string) => void }) {
  const [value, setValue] = useState({ phone: '', code: '' })
  const signing = useAct('sales.signInBySms')
  const submit = async () => {
    const answer = await signing.run({ phone: value.phone, smsCode: value.code })
    if (answer?.ok) onToken(answer.value.token)
  }
  return (
    <View>
      <PhoneCode
        value={value}
        onChange={(next) => {
          signing.clear()
          setValue(next)
        }}
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
