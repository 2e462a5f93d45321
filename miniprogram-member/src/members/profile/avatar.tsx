import { Text, View } from '@tarojs/components'
import { AvatarButton } from '@xietong/ui/avatar-button'
import { say } from '@xietong/ui/device/say'
import { Problem } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { sendFile } from '@xietong/ui/media-field/send-file'
import type { PickedFile } from '@xietong/ui/platform/platform'
import { useState } from 'react'
import type { Me } from './index'

const hints: Readonly<Record<Me['newAvatar'], string>> = {
  none: '点头像更换',
  checking: '新头像正在审核，通过后显示',
  refused: '',
}

interface AvatarProps {
  readonly me: Me
  readonly onChanged: () => Promise<void>
}

/** IN-024: uploaded at once, because the phone's temporary file expires, and shown once checked. */
export function Avatar({ me, onChanged }: AvatarProps) {
  const [problem, setProblem] = useState('')
  const [sending, setSending] = useState(false)
  const saving = useAct('members.updateMyProfile')
  const chosen = async (file: PickedFile) => {
    setProblem('')
    setSending(true)
    const sent = await sendFile(file, {
      kind: 'picture',
      access: 'public',
      onProgress: () => undefined,
    })
    const saved = sent.ok ? await saving.run({ nickname: me.nickname, avatar: sent.value }) : null
    setSending(false)
    if (!sent.ok) setProblem(sent.message)
    if (!saved?.ok) return
    say('头像已提交')
    await onChanged()
  }
  const refused = me.newAvatar === 'refused' ? `头像没有更换：${me.newAvatarReason}` : ''
  const words = sending ? '正在上传' : hints[me.newAvatar]
  return (
    <View className="profile-avatar">
      <AvatarButton
        address={me.avatar ? `/files/${me.avatar}` : null}
        onChosen={chosen}
        onNothing={setProblem}
      />
      {words ? <Text className="cap on-ground">{words}</Text> : null}
      <Problem text={problem || saving.failure?.message || refused || undefined} />
    </View>
  )
}
