import { View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { open } from '@xietong/ui/device/navigate'
import { Field } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useState } from 'react'

interface PasswordFormProps {
  /** False and shows what is missing when the agreements are not ticked. */
  readonly check: () => boolean
  readonly onSession: (session: Output<'members.signInByPassword'>) => void
}

/** Phone and password, for members who have set one. */
export function PasswordForm({ check, onSession }: PasswordFormProps) {
  const [phone, setPhone] = useState('')
  const [password, setPassword] = useState('')
  const signing = useAct('members.signInByPassword')
  const submit = async () => {
    if (!check()) return
    const answer = await signing.run({ phone, password })
    if (answer?.ok) onSession(answer.value)
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
          disabled={!/^1[3-9]\d{9}$/.test(phone) || password === ''}
          onTap={submit}
        >
          登录
        </Button>
      </View>
      <View className="sign-note">
        <Button block kind="plain" id="forgot" onTap={() => open('identity/password/index')}>
          忘记密码或还没有密码
        </Button>
      </View>
    </View>
  )
}
