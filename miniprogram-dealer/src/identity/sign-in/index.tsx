import { Text, View } from '@tarojs/components'

import { openTab } from '@xietong/ui/device/navigate'
import { Illustration } from '@xietong/ui/illustration'
import { Page } from '@xietong/ui/page'
import { Segment } from '@xietong/ui/segment'
import { signIn, useSession } from '@xietong/ui/session/session'
import { useState } from 'react'
import { NotADealer } from './not-a-dealer'
import { PasswordForm } from './password-form'
import './sign-in.css'
import { SmsForm } from './sms-form'
import { WechatForm } from './wechat-form'

export interface FormProps {
  /** Told every outcome; null when a try was already running. */
  readonly onAnswer: (answer: SessionAnswer | null) => void
}
export type SessionAnswer =
  | { readonly ok: true; readonly value: { readonly token: string } }
  | { readonly ok: false; readonly code: string }

type Way = 'wechat' | 'sms' | 'password'
const ways = [
  { key: 'wechat', label: '微信' },
  { key: 'sms', label: '验证码' },
  { key: 'password', label: '密码' },
] as const
const forms = { wechat: WechatForm, sms: SmsForm, password: PasswordForm } as const

/** Three ways in for dealers and who works for them; nobody is registered here. */
export default function SignIn() {
  const [way, setWay] = useState<Way>('wechat')
  const [refused, setRefused] = useState(false)
  const ended = useSession((session) => session.ended)
  const finish: FormProps['onAnswer'] = (answer) => {
    if (!answer) return
    if (!answer.ok) return setRefused(answer.code === 'NOT_A_DEALER')
    signIn(answer.value.token)
    openTab('pages/home/index')
  }
  if (refused) return <NotADealer onBack={() => setRefused(false)} />
  const Form = forms[way]
  return (
    <Page>
      <View className="sign-head">
        <Illustration name="icon" width={64} height={60} />
        <Text className="title-1">登录蟹同渠道</Text>
        <Text className="cap on-ground">
          {ended ? '登录已失效，请重新登录' : '渠道商与其员工使用'}
        </Text>
      </View>
      <Segment<Way> items={ways} value={way} onChange={setWay} />
      <View className="sign-way">
        <Form onAnswer={finish} />
      </View>
    </Page>
  )
}
