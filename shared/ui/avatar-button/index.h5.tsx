import { View } from '@tarojs/components'
import { platform } from '../platform'
import type { AvatarButtonProps } from './avatar-button'
import { Face } from './face'
import './avatar-button.css'

export function AvatarButton({ address, onChosen, onNothing }: AvatarButtonProps) {
  const choose = async () => {
    const picked = await platform.pickFiles({ count: 1, kind: 'picture' })
    const file = picked.ok ? picked.value[0] : undefined
    if (file) onChosen(file)
    else onNothing(picked.ok || picked.reason === 'cancel' ? '' : picked.message)
  }
  return (
    <View
      id="choose-avatar"
      className="x-avatar-button"
      aria-role="button"
      aria-label="更换头像"
      onClick={choose}
    >
      <Face address={address} />
    </View>
  )
}
