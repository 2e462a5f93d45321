import { Image, Text, View } from '@tarojs/components'
import { platform } from '@xietong/ui/platform'
import './face.css'

/** A person's picture, or the first character of the name on a calm ground. */
export function Face({ avatar, name }: { avatar: string | null; name: string }) {
  return avatar ? (
    <Image className="face" mode="aspectFill" src={platform.fileUrl(`/files/${avatar}`)} />
  ) : (
    <View className="face face-letter">
      <Text>{Array.from(name)[0] ?? '会'}</Text>
    </View>
  )
}
