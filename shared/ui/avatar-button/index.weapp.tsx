import { Button } from '@tarojs/components'
import { phoneFile } from '../platform/phone-file'
import type { AvatarButtonProps } from './avatar-button'
import { Face } from './face'
import './avatar-button.css'

/** WeChat's own chooser of avatars: the WeChat one, the album or the camera (IN-024). */
export function AvatarButton({ address, onChosen, onNothing }: AvatarButtonProps) {
  return (
    <Button
      id="choose-avatar"
      className="x-avatar-button"
      openType="chooseAvatar"
      aria-label="更换头像"
      onChooseAvatar={({ detail }) => {
        const path = (detail as { avatarUrl?: string } | undefined)?.avatarUrl
        if (path) onChosen(phoneFile(path))
        else onNothing('没有选到头像，已保留原来的头像')
      }}
    >
      <Face address={address} />
    </Button>
  )
}
