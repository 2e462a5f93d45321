import { Input, View } from '@tarojs/components'
import { Icon } from '@xietong/ui/icon'
import { Pick } from '@xietong/ui/pick'
import { useState } from 'react'

export type Type = 'all' | 'package' | 'pick-up'

const types = [
  { key: 'all', label: '全部类型' },
  { key: 'package', label: '现货套餐' },
  { key: 'pick-up', label: '卡提货' },
] as const

export interface FinderProps {
  readonly hint: string
  readonly type: Type
  readonly onType: (type: Type) => void
  readonly onWords: (words: string) => void
}

/** Words and a type that narrow a list together; the words count when they are finished. */
export function Finder({ hint, type, onType, onWords }: FinderProps) {
  const [typed, setTyped] = useState('')
  const search = () => onWords(typed.trim())
  return (
    <View className="row delivery-tools">
      <View className="delivery-find">
        <Icon name="search" size={16} color="#6B7280" />
        <Input
          id="keyword"
          className="delivery-words"
          value={typed}
          placeholder={hint}
          placeholderClass="x-field-hint"
          confirmType="search"
          maxlength={40}
          onInput={(event) => setTyped(event.detail.value)}
          onConfirm={search}
          onBlur={search}
        />
      </View>
      <Pick<Type> id="type" options={types} value={type} onChange={onType} />
    </View>
  )
}

/** The filter of both lists; what is not set is left out. */
export const narrowed = (type: Type, keyword: string) => ({
  ...(type === 'all' ? {} : { type }),
  ...(keyword ? { keyword } : {}),
})
