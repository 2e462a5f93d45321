import { View } from '@tarojs/components'
import { openTab } from '@xietong/ui/device/navigate'
import { Page } from '@xietong/ui/page'
import { Segment } from '@xietong/ui/segment'
import { signIn } from '@xietong/ui/session/session'
import { SignInHead } from '@xietong/ui/sign-in'
import { useState } from 'react'
import { NotADealer } from './not-a-dealer'
import { ByCode, ByPassword } from './phone-forms'
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
const forms = { wechat: WechatForm, sms: ByCode, password: ByPassword } as const

/** Three ways in for dealers and who works for them; nobody is registered here. */
export default function SignIn() {
  const [way, setWay] = useState<Way>('wechat')
  const [refused, setRefused] = useState(false)
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
      <SignInHead title="登录蟹同渠道" hint="渠道商与其员工使用" />
      <Segment<Way> items={ways} value={way} onChange={setWay} />
      <View className="sign-way">
        <Form onAnswer={finish} />
      </View>
    </Page>
  )
}
