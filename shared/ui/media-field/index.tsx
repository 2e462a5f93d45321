import { Image, Text, View } from '@tarojs/components'
import { Problem } from '../field'
import { Icon } from '../icon'
import type { Media, MediaItem } from './use-media'
import '../field/field.css'
import './media-field.css'

export interface MediaFieldProps {
  readonly id: string
  readonly label: string
  readonly media: Media
}

/** Pictures and a video of a form: chosen, sent at once, taken away or sent again one by one. */
export function MediaField({ id, label, media }: MediaFieldProps) {
  const { room } = media
  return (
    <View className="x-field" id={id}>
      <Text className="x-field-label">{label}</Text>
      <View className="x-media">
        {media.items.map((item, place) => (
          <Item key={item.key} id={`${id}-${place}`} item={item} media={media} />
        ))}
        {room.pictures > 0 ? (
          <Add id={`${id}-picture`} icon="camera" onTap={() => media.add('picture')}>
            {`还可选 ${room.pictures} 张`}
          </Add>
        ) : null}
        {room.video ? (
          <Add id={`${id}-video`} icon="video" onTap={() => media.add('video')}>
            选视频
          </Add>
        ) : null}
      </View>
      <Problem text={media.problem} />
    </View>
  )
}

interface AddProps {
  readonly id: string
  readonly icon: 'camera' | 'video'
  readonly children: string
  readonly onTap: () => void
}

function Add({ id, icon, children, onTap }: AddProps) {
  return (
    <View
      id={id}
      className="x-media-cell x-media-add"
      aria-role="button"
      aria-label={icon === 'camera' ? '选图片' : '选视频'}
      onClick={onTap}
    >
      <Icon name={icon} size={24} color="#5F6672" />
      <Text className="x-media-word">{children}</Text>
    </View>
  )
}

interface ItemProps {
  readonly id: string
  readonly item: MediaItem
  readonly media: Media
}

function Item({ id, item, media }: ItemProps) {
  return (
    <View className="x-media-cell" id={id}>
      {item.kind === 'video' ? (
        <View className="x-media-picture x-media-video">
          <Icon name="video" size={28} color="#FFFFFF" />
        </View>
      ) : (
        <Image className="x-media-picture" src={item.preview} mode="aspectFill" />
      )}
      {item.state === 'done' ? null : (
        <View
          className={item.state === 'failed' ? 'x-media-veil x-media-failed' : 'x-media-veil'}
          onClick={() => (item.canRetry ? media.retry(item.key) : undefined)}
        >
          <Text>{veilWords(item)}</Text>
        </View>
      )}
      <View
        id={`${id}-remove`}
        className="x-media-remove"
        aria-role="button"
        aria-label="移除"
        onClick={() => media.remove(item.key)}
      >
        <View className="x-media-disc">
          <Icon name="close" size={12} color="#FFFFFF" weight={2.4} />
        </View>
      </View>
    </View>
  )
}

function veilWords({ state, percent, canRetry }: MediaItem): string {
  if (state === 'failed') return canRetry ? '重试' : '不能使用'
  return percent === null ? '上传中' : `${percent}%`
}
