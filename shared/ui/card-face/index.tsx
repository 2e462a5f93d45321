import { Image, Text, View } from '@tarojs/components'
import { Icon } from '../icon'
import { platform } from '../platform'
import './card-face.css'

/** Colour says which kind of card it is, tone whether it can be used. */
export type FaceKind = 'vip' | 'physical' | 'electronic' | 'given' | 'used'

export interface CardFaceProps {
  readonly face: FaceKind
  /** 实体卡, 电子卡, with what happened to it. */
  readonly kind: string
  readonly mark?: string | undefined
  readonly name: string
  readonly text: string
  readonly number: string
  readonly season?: string | undefined
  /** Absent when the card cannot be chosen. */
  readonly chosen?: boolean | undefined
  readonly onChoose?: () => void
  readonly link?: { readonly label: string; readonly onTap: () => void } | undefined
  readonly id?: string
}

/** A card as an object: stacked, the next one covers its lower edge. */
export function CardFace(props: CardFaceProps) {
  const { face, chosen } = props
  return (
    <View
      className={`x-face x-face-${face}`}
      {...(props.id ? { id: props.id } : {})}
      {...(props.onChoose ? { onClick: props.onChoose } : {})}
    >
      <Image className="x-face-crab" src={platform.assetUrl(`card-${face}.svg`)} />
      <View className="x-face-text">
        <View className="row x-face-kind">
          <Text>{props.kind}</Text>
          {props.mark ? <Text className="x-face-mark">{props.mark}</Text> : null}
        </View>
        <Text className="x-face-name cut">{props.name}</Text>
        <Text className="x-face-line cut">{props.text}</Text>
        <View className="x-face-line x-face-no">
          <Text>{props.number}</Text>
          {props.season ? <Text>{props.season}</Text> : null}
          {props.link ? (
            <Text className="x-face-link hit" onClick={props.link.onTap}>
              {props.link.label}
            </Text>
          ) : null}
        </View>
      </View>
      {chosen === undefined ? null : (
        <View className={`x-face-tick ${chosen ? 'x-face-ticked' : ''}`} aria-role="checkbox">
          {chosen ? <Icon name="check" size={12} color="#C8401F" weight={4} /> : null}
        </View>
      )}
    </View>
  )
}

/** The same card, 52 by 34, beside what it is redeemed for. */
export function CardThumb({ face }: { face: FaceKind }) {
  return <Image className="x-thumb" src={platform.assetUrl(`thumb-${face}.svg`)} />
}
