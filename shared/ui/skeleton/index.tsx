import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import './skeleton.css'

/** One bar in the shape of the coming content. Width in px or per cent. */
export function Bone({ width, height = 14 }: { width: number | string; height?: number }) {
  const size = typeof width === 'number' ? `${width}px` : width
  const radius = height > 20 ? 8 : height / 2
  return (
    <View
      className="x-bone"
      style={{
        width: size,
        height: `${height}px`,
        borderRadius: `${radius}px`,
      }}
    />
  )
}

/** A quick answer shows no skeleton: it appears only after 200 ms. */
export function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    setSlow(false)
    if (!waiting) return
    const timer = setTimeout(() => setSlow(true), 200)
    return () => clearTimeout(timer)
  }, [waiting])
  return slow
}

const shapes = [
  { head: 150, first: '78%', second: 120 },
  { head: 132, first: '66%', second: 150 },
  { head: 150, first: '84%', second: 96 },
  { head: 140, first: '70%', second: 130 },
]

/** Rows with a picture, for lists of orders, goods and cards. */
export function SkeletonRows({ count = 4 }: { count?: number }) {
  return (
    <View className="x-skeleton">
      {shapes.slice(0, count).map((shape) => (
        <View key={shape.first} className="x-sheet">
          <View className="row between">
            <Bone width={shape.head} />
            <Bone width={48} />
          </View>
          <View className="x-skeleton-row">
            <Bone width={64} height={64} />
            <View className="grow x-skeleton-lines">
              <Bone width={shape.first} />
              <Bone width={shape.second} />
            </View>
          </View>
        </View>
      ))}
    </View>
  )
}

const sheets = [
  { key: 'first', lines: 4 },
  { key: 'second', lines: 3 },
  { key: 'third', lines: 3 },
]

/** Sheets of lines, for a page about one thing. */
export function SkeletonPage() {
  return (
    <View className="x-skeleton">
      {sheets.map(({ key, lines }) => (
        <View key={key} className="x-sheet x-skeleton-lines">
          {['86%', '60%', '72%', '40%'].slice(0, lines).map((width) => (
            <Bone key={width} width={width} />
          ))}
        </View>
      ))}
    </View>
  )
}
