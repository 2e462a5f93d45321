import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { CodeButton } from '@xietong/ui/code-button'
import { back } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { Field } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Page } from '@xietong/ui/page'
import { Panel } from '@xietong/ui/panel'
import { signIn } from '@xietong/ui/session/session'
import { useState } from 'react'
import { loadCartBadge } from '../../parts/cart'
import { forgetInvite } from '../../parts/invite'
import './bind-phone.css'

/** A WeChat person without a phone gives one; a phone that has an account is merged on request. */
export default function BindPhone() {
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [phoneProblem, setPhoneProblem] = useState<string>()
  const [merging, setMerging] = useState(false)
  const binding = useAct('members.bindPhone')
  const bind = async (merge: boolean) => {
    const answer = await binding.run({ phone, smsCode: code, merge })
    if (!answer) return
    if (!answer.ok) {
      if (answer.code === 'PHONE_HAS_ACCOUNT') setMerging(true)
      return
    }
    signIn(answer.value.token)
    forgetInvite()
    void loadCartBadge()
    say('手机号已绑定')
    back()
  }
  const complete = /^1[3-9]\d{9}$/.test(phone) && /^\d{6}$/.test(code)
  const asksToMerge = binding.failure?.code === 'PHONE_HAS_ACCOUNT'
  return (
    <Page>
      <Text className="cap-2">绑定后可以接收发货通知，换手机也能找回订单和提货卡。</Text>
      <Field
        id="phone"
        label="手机号"
        type="number"
        maxLength={11}
        placeholder="11 位手机号"
        value={phone}
        problem={phoneProblem}
        onInput={(text) => {
          setPhone(text)
          setPhoneProblem(undefined)
        }}
      />
      <Field
        id="sms-code"
        label="验证码"
        type="code"
        maxLength={6}
        placeholder="6 位数字"
        value={code}
        problem={asksToMerge ? undefined : binding.failure?.message}
        onInput={setCode}
        tail={
          <CodeButton
            phone={phone}
            purpose="bind-phone"
            onAnswer={(text) => setPhoneProblem(text ?? undefined)}
          />
        }
      />
      <View className="bind-submit">
        <Button
          block
          id="bind-phone"
          running={binding.running}
          disabled={!complete}
          onTap={() => void bind(false)}
        >
          绑定手机号
        </Button>
      </View>
      <Panel title="合并账号" open={merging} onClose={() => setMerging(false)}>
        <Text className="ink-2">
          该手机号已有账号，确认后将与当前微信合并，原有订单和卡都会保留。
        </Text>
        <View className="row bind-merge">
          <View className="grow">
            <Button block kind="plain" onTap={() => setMerging(false)}>
              换个手机号
            </Button>
          </View>
          <View className="grow">
            <Button
              block
              id="merge"
              running={binding.running}
              onTap={() => {
                setMerging(false)
                void bind(true)
              }}
            >
              合并账号
            </Button>
          </View>
        </View>
      </Panel>
    </Page>
  )
}
