import { View } from '@tarojs/components'
import { Button } from '../button'
import { useAct } from '../hooks/use-act'
import { signOut } from '../session/session'
import './leave.css'

/** Ends the session of this device, even when the server cannot be told. */
export function Leave({ onLeft }: { onLeft: () => void }) {
  const leaving = useAct('identity.signOut')
  const leave = async () => {
    await leaving.run({})
    signOut()
    onLeft()
  }
  return (
    <View className="x-leave">
      <Button block kind="plain" id="sign-out" running={leaving.running} onTap={leave}>
        退出登录
      </Button>
    </View>
  )
}
