import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { openTab } from '@xietong/ui/device/navigate'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Illustration } from '@xietong/ui/illustration'
import { Page } from '@xietong/ui/page'
import { isComplete, PhoneCode } from '@xietong/ui/phone-code'
import { signIn, useSession } from '@xietong/ui/session/session'
import { useState } from 'react'
import './sign-in.css'

/** Salespeople come in by a code to the phone that head office has entered; nobody registers. */
export default function SignIn() {
  const [value, setValue] = useState({ phone: '', code: '' })
  const signing = useAct('sales.signInBySms')
  const ended = useSession((session) => session.ended)
  const submit = async () => {
    const answer = await signing.run({ phone: value.phone, smsCode: value.code })
    if (!answer?.ok) return
    signIn(answer.value.token)
    openTab('pages/home/index')
  }
  return (
    <Page>
      <View className="sign-head">
        <Illustration name="icon" width={64} height={60} />
        <Text className="title-1">登录蟹同销售</Text>
        <Text className="cap on-ground">
          {ended ? '登录已失效，请重新登录' : '使用公司登记的手机号'}
        </Text>
      </View>
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
      <View className="cap on-ground sign-note">账号由管理员在控制台开通</View>
    </Page>
  )
}
