import { Image } from '@tarojs/components'
import { platform } from '../platform'

export type IllustrationName =
  | 'banner'
  | 'empty-card'
  | 'empty-basket'
  | 'boat'
  | 'cards-electronic'
  | 'cards-physical'
  | 'basket'
  | 'box-lid'
  | 'tied'
  | 'icon'
  | 'icon-light'

export interface IllustrationProps {
  readonly name: IllustrationName
  readonly width: number | string
  readonly height: number | string
  readonly fill?: boolean
}

const px = (size: number | string) => (typeof size === 'number' ? `${size}px` : size)

/** One of the drawn pictures; they lie in the artefact as files. */
export function Illustration({ name, width, height, fill }: IllustrationProps) {
  return (
    <Image
      src={platform.assetUrl(`${name}.svg`)}
      style={{
        width: px(width),
        height: px(height),
        display: 'block',
        flex: 'none',
      }}
      mode={fill ? 'aspectFill' : 'aspectFit'}
    />
  )
}
