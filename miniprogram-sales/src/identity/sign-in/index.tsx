import { View } from '@tarojs/components'
import { openTab } from '@xietong/ui/device/navigate'
import { Page } from '@xietong/ui/page'
import { Segment } from '@xietong/ui/segment'
import { signIn } from '@xietong/ui/session/session'
import { SignInHead } from '@xietong/ui/sign-in'
import { useState } from 'react'
import { ByCode, ByPassword } from './phone-forms'

type Way = 'sms' | 'password'
const ways = [
  { key: 'sms', label: '验证码' },
  { key: 'password', label: '密码' },
] as const

/** By a code to the phone that head office has entered, or by password; nobody registers. */
export default function SignIn() {
  const [way, setWay] = useState<Way>('sms')
  const enter = (token: string) => {
    signIn(token)
    openTab('pages/home/index')
  }
  return (
    <Page>
      <SignInHead title="登录蟹同销售" hint="使用公司登记的手机号" />
      <Segment<Way> items={ways} value={way} onChange={setWay} />
      <View className="sign-way">
        {way === 'sms' ? <ByCode onToken={enter} /> : <ByPassword onToken={enter} />}
      </View>
      <View className="cap on-ground sign-note">账号由管理员在控制台开通</View>
    </Page>
  )
}
