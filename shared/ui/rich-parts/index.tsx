import { RichText, Video, View } from '@tarojs/components'
import { platform } from '../platform'
import './rich-parts.css'
import { richParts } from './split'

/** Rich text of the console with its pictures and videos, in the width of the phone (AD-132). */
export function RichParts({ html, className = '' }: { html: string; className?: string }) {
  return (
    <View className={className}>
      {richParts(html, platform.fileUrl).map((part, place) =>
        part.kind === 'video' ? (
          <Video key={part.file} className="x-rich-video" src={part.file} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
          <RichText key={place} nodes={part.html} />
        ),
      )}
    </View>
  )
}
