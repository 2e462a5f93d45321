import { View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { Field } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useState } from 'react'

interface FormProps {
  readonly onToken: (token: string) => void
}

/** For salespeople who have set a password. */
export function PasswordForm({ onToken }: FormProps) {
  const [phone, setPhone] = useState('')
  const [password, setPassword] = useState('')
  const signing = useAct('sales.signInByPassword')
  const complete = /^1[3-9]\d{9}$/.test(phone) && password !== ''
  const submit = async () => {
    const answer = await signing.run({ phone, password })
    if (answer?.ok) onToken(answer.value.token)
  }
  return (
    <View>
      <Field
        id="phone"
        label="手机号"
        type="number"
        maxLength={11}
        placeholder="11 位手机号"
        value={phone}
        onInput={setPhone}
      />
      <Field
        id="password"
        label="密码"
        type="password"
        maxLength={20}
        value={password}
        problem={signing.failure?.message}
        onInput={setPassword}
      />
      <View className="sign-submit">
        <Button
          block
          id="sign-in-password"
          running={signing.running}
          disabled={!complete}
          onTap={submit}
        >
          登录
        </Button>
      </View>
      <View className="cap on-ground sign-note">第一次请用验证码登录，再到“我的”设置密码</View>
    </View>
  )
}
