import { useAct } from '@xietong/ui/hooks/use-act'
import { NewPassword, passwordRules } from '@xietong/ui/new-password'
import { loadCartBadge } from '../../parts/cart'

/** MB-009: a code to the own phone sets a new password; other devices are signed out. */
export default function Password() {
  const setting = useAct('members.resetPassword')
  return (
    <NewPassword
      rule={passwordRules.plain}
      note="设置后其他设备会退出登录，旧密码不能再用。"
      label="保存密码并登录"
      running={setting.running}
      failure={setting.failure}
      onSave={setting.run}
      onSignedIn={() => void loadCartBadge()}
    />
  )
}
