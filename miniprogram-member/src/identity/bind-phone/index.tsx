import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { back } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Page } from '@xietong/ui/page'
import { Panel } from '@xietong/ui/panel'
import { isComplete, PhoneCode } from '@xietong/ui/phone-code'
import { signIn } from '@xietong/ui/session/session'
import { useState } from 'react'
import { loadCartBadge } from '../../parts/cart'
import { forgetInvite } from '../../parts/invite'
import './bind-phone.css'

/** A WeChat person without a phone gives one; a phone that has an account is merged on request. */
export default function BindPhone() {
  const [value, setValue] = useState({ phone: '', code: '' })
  const [merging, setMerging] = useState(false)
  const binding = useAct('members.bindPhone')
  const asksToMerge = binding.failure?.code === 'PHONE_HAS_ACCOUNT'
  const bind = async (merge: boolean) => {
    setMerging(false)
    const answer = await binding.run({ phone: value.phone, smsCode: value.code, merge })
    if (!answer) return
    if (!answer.ok) {
      setMerging(answer.code === 'PHONE_HAS_ACCOUNT')
      return
    }
    signIn(answer.value.token)
    forgetInvite()
    void loadCartBadge()
    say('手机号已绑定')
    back()
  }
  return (
    <Page>
      <Text className="cap-2">绑定后可以接收发货通知，换手机也能找回订单和提货卡。</Text>
      <PhoneCode
        value={value}
        onChange={setValue}
        purpose="bind-phone"
        problem={asksToMerge ? undefined : binding.failure?.message}
      />
      <View className="bind-submit">
        <Button
          block
          id="bind-phone"
          running={binding.running}
          disabled={!isComplete(value)}
          onTap={() => void bind(false)}
        >
          绑定手机号
        </Button>
      </View>
      <Merge
        open={merging}
        running={binding.running}
        onClose={() => setMerging(false)}
        onMerge={() => void bind(true)}
      />
    </Page>
  )
}

interface MergeProps {
  readonly open: boolean
  readonly running: boolean
  readonly onClose: () => void
  readonly onMerge: () => void
}

/** The phone has an account already: nothing is merged without a yes. */
function Merge({ open, running, onClose, onMerge }: MergeProps) {
  return (
    <Panel title="合并账号" open={open} onClose={onClose}>
      <Text className="ink-2">
        该手机号已有账号，确认后将与当前微信合并，原有订单和卡都会保留。
      </Text>
      <View className="row bind-merge">
        <View className="grow">
          <Button block kind="plain" onTap={onClose}>
            换个手机号
          </Button>
        </View>
        <View className="grow">
          <Button block id="merge" running={running} onTap={onMerge}>
            合并账号
          </Button>
        </View>
      </View>
    </Panel>
  )
}
