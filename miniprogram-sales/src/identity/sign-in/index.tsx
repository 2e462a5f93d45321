import { Text, View } from '@tarojs/components'
import { openTab } from '@xietong/ui/device/navigate'
import { Illustration } from '@xietong/ui/illustration'
import { Page } from '@xietong/ui/page'
import { Segment } from '@xietong/ui/segment'
import { signIn, useSession } from '@xietong/ui/session/session'
import { useState } from 'react'
import { PasswordForm } from './password-form'
import './sign-in.css'
import { SmsForm } from './sms-form'

type Way = 'sms' | 'password'
const ways = [
  { key: 'sms', label: '验证码' },
  { key: 'password', label: '密码' },
] as const

/** By a code to the phone that head office has entered, or by password; nobody registers. */
export default function SignIn() {
  const [way, setWay] = useState<Way>('sms')
  const ended = useSession((session) => session.ended)
  const enter = (token: string) => {
    signIn(token)
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
      <Segment<Way> items={ways} value={way} onChange={setWay} />
      <View className="sign-way">
        {way === 'sms' ? <SmsForm onToken={enter} /> : <PasswordForm onToken={enter} />}
      </View>
      <View className="cap on-ground sign-note">账号由管理员在控制台开通</View>
    </Page>
  )
}
