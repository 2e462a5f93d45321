import { View } from '@tarojs/components'
import { Problem } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { PhoneButton } from '@xietong/ui/phone-button'
import { platform } from '@xietong/ui/platform'
import { useState } from 'react'
import type { FormProps } from './index'

/** The phone number that WeChat knows says which dealer it is. */
export function WechatForm({ onAnswer }: FormProps) {
  const signing = useAct('channel.signInByWechat')
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const enter = async (phoneCode: string | null) => {
    if (!phoneCode) return setProblem('没有取得手机号，请允许后重试，或改用验证码登录')
    setProblem(undefined)
    setAsking(true)
    const login = await platform.login()
    setAsking(false)
    if (!login.ok) return setProblem(login.message)
    onAnswer(await signing.run({ code: login.value, phoneCode }))
  }
  return (
    <View>
      <PhoneButton
        id="sign-in-wechat"
        ready
        running={asking || signing.running}
        onNotReady={() => undefined}
        onCode={(code) => void enter(code)}
      >
        微信手机号一键登录
      </PhoneButton>
      <Problem text={problem ?? signing.failure?.message} />
      <View className="cap on-ground sign-note">使用登记为渠道商或员工的手机号</View>
    </View>
  )
}
