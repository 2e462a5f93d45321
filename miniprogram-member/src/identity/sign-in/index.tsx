import { View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { AgreementTick } from '@xietong/ui/agreement-tick'
import { back, open, replace } from '@xietong/ui/device/navigate'
import { Problem } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Page } from '@xietong/ui/page'
import { PhoneButton } from '@xietong/ui/phone-button'
import { platform } from '@xietong/ui/platform'
import { Segment } from '@xietong/ui/segment'
import { signIn } from '@xietong/ui/session/session'
import { SignInHead } from '@xietong/ui/sign-in'
import { useState } from 'react'
import { useAgreements } from '../../parts/accepted'
import { loadCartBadge } from '../../parts/cart'
import { forgetInvite, waitingInvite } from '../../parts/invite'
import { ByPassword } from './password-form'
import { SmsForm } from './sms-form'

type Session = Output<'members.signInByWechat'>

/** Three ways in; afterwards back to the page that asked. */
export default function SignIn() {
  const [way, setWay] = useState<'wechat' | 'sms' | 'password'>('wechat')
  const agreements = useAgreements()
  const finish = (session: Session) => {
    signIn(session.token)
    if (session.phoneNeeded) return replace('identity/bind-phone/index')
    forgetInvite()
    void loadCartBadge()
    back()
  }
  return (
    <Page>
      <SignInHead title="登录蟹同" hint="第一次登录会自动注册" />
      <Segment
        items={[
          { key: 'wechat', label: '微信' },
          { key: 'sms', label: '验证码' },
          { key: 'password', label: '密码' },
        ]}
        value={way}
        onChange={setWay}
      />
      <View className="sign-way">
        {way === 'wechat' ? (
          <ByWechat agreements={agreements} onSession={finish} />
        ) : way === 'password' ? (
          <ByPassword check={agreements.check} onSession={finish} />
        ) : (
          <SmsForm agreements={agreements} onSession={finish} />
        )}
      </View>
      <Problem text={agreements.missing ? '请先阅读并勾选下面的协议' : undefined} />
      <AgreementTick
        on={agreements.ticked}
        onChange={agreements.tick}
        agreements={agreements.rows}
        missing={agreements.missing}
        onOpen={(kind) => open('members/agreement/index', { kind })}
      />
      <Problem text={agreements.query.failure?.message} />
    </Page>
  )
}

interface ByWechatProps {
  readonly agreements: ReturnType<typeof useAgreements>
  readonly onSession: (session: Session) => void
}

function ByWechat({ agreements, onSession }: ByWechatProps) {
  const signing = useAct('members.signInByWechat')
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const enter = async (phoneCode: string | null) => {
    setProblem(undefined)
    setAsking(true)
    const login = await platform.login()
    if (!login.ok) {
      setAsking(false)
      return setProblem(login.message)
    }
    const invite = waitingInvite()
    const answer = await signing.run({
      code: login.value,
      accepted: agreements.accepted,
      ...(phoneCode ? { phoneCode } : {}),
      ...(invite ? { invite } : {}),
    })
    setAsking(false)
    if (answer?.ok) onSession(answer.value)
  }
  return (
    <View>
      <PhoneButton
        id="sign-in-wechat"
        ready={agreements.ticked}
        running={asking || signing.running}
        onNotReady={agreements.check}
        onCode={(code) => void enter(code)}
      >
        微信手机号一键登录
      </PhoneButton>
      <Problem text={problem ?? signing.failure?.message} />
      <View className="cap on-ground sign-note">不授权手机号也可以登录，下一步再绑定。</View>
    </View>
  )
}
