import { View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { CodeButton } from '@xietong/ui/code-button'
import { back } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { Field } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Page } from '@xietong/ui/page'
import { signIn } from '@xietong/ui/session/session'
import { useState } from 'react'
import './password.css'

/** A password is set by a code to the own phone; every other session of this person ends. */
export default function Password() {
  const [phone, setPhone] = useState('')
  const [smsCode, setCode] = useState('')
  const [newPassword, setPassword] = useState('')
  const [phoneProblem, setPhoneProblem] = useState<string>()
  const setting = useAct('sales.setPassword')
  const { failure } = setting
  const weak = failure?.code === 'PASSWORD_RULE'
  const complete = /^\d{6}$/.test(smsCode) && newPassword !== ''
  const changePhone = (text: string) => {
    setPhoneProblem(undefined)
    setPhone(text)
  }
  const save = async () => {
    const answer = await setting.run({ smsCode, newPassword })
    if (!answer?.ok) return
    signIn(answer.value.token)
    say('密码已设置')
    back('pages/me/index')
  }
  return (
    <Page>
      <Field
        id="phone"
        label="登录手机号"
        type="number"
        maxLength={11}
        placeholder="11 位手机号"
        value={phone}
        problem={phoneProblem}
        onInput={changePhone}
      />
      <Field
        id="sms-code"
        label="验证码"
        type="code"
        maxLength={6}
        placeholder="6 位数字"
        value={smsCode}
        problem={weak ? undefined : failure?.message}
        onInput={setCode}
        tail={<SendCode phone={phone} onProblem={setPhoneProblem} />}
      />
      <Field
        id="new-password"
        label="新密码"
        type="password"
        maxLength={20}
        placeholder="8 至 20 位，含字母和数字"
        value={newPassword}
        problem={weak ? failure?.message : undefined}
        onInput={setPassword}
      />
      <View className="password-save">
        <Button
          block
          id="save-password"
          running={setting.running}
          disabled={!complete}
          onTap={save}
        >
          保存密码
        </Button>
      </View>
    </Page>
  )
}

interface SendCodeProps {
  readonly phone: string
  readonly onProblem: (problem: string | undefined) => void
}

function SendCode({ phone, onProblem }: SendCodeProps) {
  return (
    <CodeButton
      phone={phone}
      purpose="set-password"
      onAnswer={(refused) => onProblem(refused ?? undefined)}
    />
  )
}
