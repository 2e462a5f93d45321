import { View } from '@tarojs/components'
import { platform } from '../platform'
import { browserSheet } from '../platform/browser-sheet'
import { failed, type Outcome, type PickedFile } from '../platform/platform'
import { askStandIn } from '../platform/stand-in'
import type { AvatarButtonProps } from './avatar-button'
import { Face } from './face'
import './avatar-button.css'

/** WeChat's chooser of avatars, played by the sandbox: its temporary file expires. */
export function AvatarButton({ address, onChosen, onNothing }: AvatarButtonProps) {
  const choose = async () => {
    const { value } = await browserSheet<'wechat' | 'album' | null>({
      title: '选择头像',
      lines: ['微信头像只在浏览器演示中使用'],
      choices: [
        { label: '用微信头像', value: 'wechat', primary: true },
        { label: '从相册选择', value: 'album' },
        { label: '取消', value: null },
      ],
    })
    if (value === null) return onNothing('')
    const picked = value === 'wechat' ? await wechatAvatar() : await fromAlbum()
    if (picked.ok) onChosen(picked.value)
    else onNothing(picked.reason === 'cancel' ? '' : picked.message)
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

async function fromAlbum(): Promise<Outcome<PickedFile>> {
  const picked = await platform.pickFiles({ count: 1, kind: 'picture' })
  if (!picked.ok) return picked
  const [file] = picked.value
  return file ? { ok: true, value: file } : failed('cancel', '已取消')
}

async function wechatAvatar(): Promise<Outcome<PickedFile>> {
  const given = await askStandIn<{ path: string }>('wechat/avatar', {})
  if (!given.ok) return given
  const address = `${API_BASE}/_control/${given.value.path}`
  const read = async () => {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error('expired')
    return answer.arrayBuffer()
  }
  return { ok: true, value: { name: 'avatar.png', size: 0, preview: address, read } }
}
