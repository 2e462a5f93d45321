import { Input, Text, View } from '@tarojs/components'
import { readStored, writeStored } from '@xietong/ui/device/storage'
import { Icon } from '@xietong/ui/icon'
import { useEffect, useState } from 'react'
import { remembered } from './history'

const KEY = 'searches'

export interface SearchProps {
  readonly keyword: string
  readonly onSearch: (keyword: string) => void
}

/** The search field with what was searched on this device; the list can be cleared. */
export function Search({ keyword, onSearch }: SearchProps) {
  const [text, setText] = useState(keyword)
  const [open, setOpen] = useState(false)
  const [past, setPast] = useState(() => readStored<string[]>(KEY) ?? [])
  useEffect(() => setText(keyword), [keyword])

  const keep = (words: string[]) => {
    setPast(words)
    writeStored(KEY, words.length > 0 ? words : null)
  }
  const search = (raw: string) => {
    const wanted = raw.trim()
    setText(wanted)
    setOpen(false)
    if (wanted) keep(remembered(past, wanted))
    onSearch(wanted)
  }
  return (
    <View>
      <View className="row shop-find">
        <Icon name="search" size={16} color="#6B7280" weight={1.8} />
        <Input
          id="keyword"
          className="grow shop-find-input"
          value={text}
          maxlength={40}
          confirmType="search"
          placeholder="搜索套餐名称"
          placeholderClass="x-field-hint"
          onInput={(event) => setText(event.detail.value)}
          onFocus={() => setOpen(true)}
          onConfirm={(event) => search(event.detail.value)}
        />
        {text ? (
          <View className="hit" id="clear-keyword" aria-label="清除" onClick={() => search('')}>
            <Icon name="close" size={14} color="#6B7280" />
          </View>
        ) : null}
        {open || text !== keyword ? (
          <Text className="link hit" id="do-search" onClick={() => search(text)}>
            搜索
          </Text>
        ) : null}
      </View>
      {open && past.length > 0 ? (
        <View className="shop-past">
          <View className="row between">
            <Text className="cap on-ground">搜索历史</Text>
            <Text className="link hit shop-clear" id="clear-past" onClick={() => keep([])}>
              清空
            </Text>
          </View>
          <View className="row wrap shop-words">
            {past.map((word) => (
              <Text key={word} className="shop-word" onClick={() => search(word)}>
                {word}
              </Text>
            ))}
          </View>
        </View>
      ) : null}
    </View>
  )
}
