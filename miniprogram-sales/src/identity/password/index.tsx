import { useAct } from '@xietong/ui/hooks/use-act'
import { NewPassword, passwordRules } from '@xietong/ui/new-password'

/** ST-003: a code to the phone that head office has entered sets a password. */
export default function Password() {
  const setting = useAct('sales.setPassword')
  return (
    <NewPassword
      rule={passwordRules.plain}
      note="验证码发到公司登记的手机号。设置后其他设备会退出登录，旧密码不能再用。"
      label="保存密码"
      running={setting.running}
      failure={setting.failure}
      onSave={({ smsCode, newPassword }) => setting.run({ smsCode, newPassword })}
    />
  )
}
