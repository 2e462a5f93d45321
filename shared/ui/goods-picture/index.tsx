import { Image, View } from '@tarojs/components'
import { Illustration } from '../illustration'
import { platform } from '../platform'
import { crabScale } from './crab-size'
import './goods-picture.css'

export interface GoodsPictureProps {
  /** File of the picture, or null: then one is drawn. */
  readonly file: string | null
  readonly kind: 'package' | 'e-card' | 'physical-card'
  readonly width: number | string
  readonly height: number
  readonly round?: boolean
}

const size = (value: number | string) => (typeof value === 'number' ? `${value}px` : value)

/** The picture of something sold, on the warm ground that all of them share. */
export function GoodsPicture({ file, kind, width, height, round = true }: GoodsPictureProps) {
  const style = { width: size(width), height: `${height}px` }
  return (
    <View className={round ? 'x-goods x-goods-round' : 'x-goods'} style={style}>
      {file ? (
        <Image
          className="x-goods-file"
          src={platform.fileUrl(`/files/${file}`)}
          mode="aspectFill"
          lazyLoad
        />
      ) : kind === 'package' ? (
        <BoxDrawing width={typeof width === 'number' ? width : 173} height={height} />
      ) : (
        <Illustration
          name={kind === 'e-card' ? 'cards-electronic' : 'cards-physical'}
          width="100%"
          height={height}
          fill
        />
      )}
    </View>
  )
}

/** A crab of so many grams, so many times. */
export interface BoxCrab {
  readonly grams: number
  readonly count: number
}

const usual: readonly BoxCrab[] = [
  { grams: 200, count: 4 },
  { grams: 150, count: 4 },
]

/** The gift box from above with what is in it, true to size. */
export function BoxDrawing(props: {
  width: number
  height: number
  crabs?: readonly BoxCrab[]
  lid?: boolean
}) {
  const { width, height, crabs = usual, lid = false } = props
  const each = crabs.flatMap(({ grams, count }) => Array.from({ length: count }, () => grams))
  const shown = each.slice(0, 12).map((grams, place) => ({ grams, key: `place-${place}` }))
  const columns = shown.length <= 4 ? 2 : shown.length <= 6 ? 3 : 4
  const lines = Math.max(1, Math.ceil(shown.length / columns))
  const cell = Math.floor(
    Math.min((width * (lid ? 0.68 : 0.8)) / columns, (height * (lid ? 0.62 : 0.72)) / lines),
  )
  return (
    <View className={lid ? 'x-box-ground x-box-open' : 'x-box-ground'}>
      {lid ? (
        <View className="x-box-lid">
          <Illustration name="box-lid" width={Math.round(width * 0.73)} height={height * 0.46} />
        </View>
      ) : null}
      <View className="x-box">
        <View className="x-box-inner" style={{ width: `${cell * columns}px` }}>
          {shown.map(({ grams, key }) => {
            const crab = Math.round(cell * 0.94 * crabScale(grams))
            return (
              <View
                key={key}
                className="x-box-cell"
                style={{ width: `${cell}px`, height: `${cell}px` }}
              >
                <Illustration name="tied" width={crab} height={Math.round(crab * 0.92)} />
              </View>
            )
          })}
        </View>
      </View>
    </View>
  )
}
