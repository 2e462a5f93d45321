import { Image, View } from '@tarojs/components'
import { Illustration } from '../illustration'
import { platform } from '../platform'
import './avatar-button.css'

/** Somebody's avatar in a round; the drawn crab for who has none. */
export function Face({ address }: { readonly address: string | null }) {
  return (
    <View className="x-avatar">
      {address ? (
        <Image className="x-avatar-picture" src={platform.fileUrl(address)} mode="aspectFill" />
      ) : (
        <Illustration name="icon" width={40} height={38} />
      )}
    </View>
  )
}
