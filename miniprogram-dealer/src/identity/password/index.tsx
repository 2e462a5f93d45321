import { useAct } from '@xietong/ui/hooks/use-act'
import { NewPassword, passwordRules } from '@xietong/ui/new-password'

/** A code to the phone of the own sign-in sets a password. */
export default function Password() {
  const setting = useAct('channel.setPassword')
  return (
    <NewPassword
      rule={passwordRules.strong}
      note="验证码发到登录手机号。设置后其他设备会退出登录，旧密码不能再用。"
      label="保存密码"
      running={setting.running}
      failure={setting.failure}
      onSave={({ smsCode, newPassword }) => setting.run({ smsCode, newPassword })}
    />
  )
}
