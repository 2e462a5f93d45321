import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { platform } from '../platform'
import './pictures.css'

export interface PicturesProps {
  /** Addresses, or paths of the server. */
  readonly addresses: readonly string[]
  readonly id?: string
}

/** Small pictures of a record; a tap shows them large, one after the other. */
export function Pictures({ addresses, id = 'pictures' }: PicturesProps) {
  if (addresses.length === 0) return null
  const urls = addresses.map((address) => platform.fileUrl(address))
  return (
    <View className="x-pictures">
      {urls.map((url, place) => (
        <Image
          key={url}
          id={`${id}-${place}`}
          className="x-pictures-one"
          src={url}
          mode="aspectFill"
          lazyLoad
          onClick={() => void Taro.previewImage({ urls, current: url }).catch(() => undefined)}
        />
      ))}
    </View>
  )
}
