import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'

export type Due = 'overdue' | 'today' | 'all'

const words = [
  { key: 'overdue', label: '已逾期' },
  { key: 'today', label: '今天跟踪' },
  { key: 'all', label: '全部潜客' },
] as const

export interface CountsProps {
  readonly counts: Output<'sales.countMyLeads'> | null
  readonly value: Due
  readonly onChange: (due: Due) => void
}

/** Three counts that filter the list; only what is late is red. */
export function Counts({ counts, value, onChange }: CountsProps) {
  return (
    <View className="row home-counts">
      {words.map(({ key, label }) => {
        const count = counts?.[key]
        const urgent = key === 'overdue' && count ? 'home-urgent' : ''
        return (
          <View
            key={key}
            id={`count-${key}`}
            className={key === value ? 'home-count home-count-on' : 'home-count'}
            onClick={() => onChange(key)}
          >
            <Text className={`home-figure ${urgent}`}>{count ?? '–'}</Text>
            <Text className="cap">{label}</Text>
          </View>
        )
      })}
    </View>
  )
}
