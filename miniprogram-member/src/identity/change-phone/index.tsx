import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { back } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Page } from '@xietong/ui/page'
import { isComplete, PhoneCode } from '@xietong/ui/phone-code'
import { signIn } from '@xietong/ui/session/session'
import { useState } from 'react'
import './change-phone.css'

/** MB-063: the code goes to the new number, which must be nobody else's. */
export default function ChangePhone() {
  const [value, setValue] = useState({ phone: '', code: '' })
  const changing = useAct('members.changePhone')
  const save = async () => {
    const answer = await changing.run({ phone: value.phone, smsCode: value.code })
    if (!answer?.ok) return
    signIn(answer.value.token)
    say('手机号已更换')
    back('members/profile/index')
  }
  return (
    <Page>
      <Text className="cap-2">填写新手机号。更换后用新号码登录，订单和提货卡都会保留。</Text>
      <PhoneCode
        value={value}
        onChange={setValue}
        purpose="bind-phone"
        problem={changing.failure?.message}
      />
      <View className="change-phone-save">
        <Button
          block
          id="change-phone"
          running={changing.running}
          disabled={!isComplete(value)}
          onTap={save}
        >
          更换手机号
        </Button>
      </View>
    </Page>
  )
}
