import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { back } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { Field } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Page } from '@xietong/ui/page'
import { isComplete, PhoneCode } from '@xietong/ui/phone-code'
import { signIn } from '@xietong/ui/session/session'
import { useState } from 'react'
import { loadCartBadge } from '../../parts/cart'
import './password.css'

/** MB-009: a code to the own phone sets a new password; other devices are signed out. */
export default function Password() {
  const [value, setValue] = useState({ phone: '', code: '' })
  const [newPassword, setPassword] = useState('')
  const setting = useAct('members.resetPassword')
  const { failure } = setting
  const weak = failure?.code === 'PASSWORD_RULE'
  const save = async () => {
    const { phone, code: smsCode } = value
    const answer = await setting.run({ phone, smsCode, newPassword })
    if (!answer?.ok) return
    signIn(answer.value.token)
    void loadCartBadge()
    say('密码已设置')
    back('pages/me/index')
  }
  return (
    <Page>
      <Text className="cap-2">设置后其他设备会退出登录，旧密码不能再用。</Text>
      <PhoneCode
        value={value}
        onChange={setValue}
        purpose="set-password"
        problem={weak ? undefined : failure?.message}
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
          disabled={!isComplete(value) || newPassword.length < 8}
          onTap={save}
        >
          保存密码并登录
        </Button>
      </View>
    </Page>
  )
}
