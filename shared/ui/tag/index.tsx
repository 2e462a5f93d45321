import { Text } from '@tarojs/components'
import './tag.css'

export type TagTone = 'crab' | 'lake' | 'gold' | 'warn' | 'danger' | 'plain'

export function Tag({ children, tone = 'plain' }: { children: string; tone?: TagTone }) {
  return <Text className={`x-tag x-tag-${tone}`}>{children}</Text>
}
