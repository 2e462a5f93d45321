import { Picker, Text, View } from '@tarojs/components'
import { Icon } from '../icon'
import './pick.css'

export interface PickOption<Key extends string> {
  readonly key: Key
  readonly label: string
}

export interface PickProps<Key extends string> {
  readonly id: string
  readonly options: readonly PickOption<Key>[]
  readonly value: Key
  readonly onChange: (key: Key) => void
}

/** One of several by the phone's own wheel; what is chosen stands on the button. */
export function Pick<Key extends string>({ id, options, value, onChange }: PickProps<Key>) {
  const place = Math.max(
    0,
    options.findIndex((option) => option.key === value),
  )
  return (
    <Picker
      id={id}
      mode="selector"
      range={options.map(({ label }) => label)}
      value={place}
      onChange={(event) => {
        const chosen = options[Number(event.detail.value)]
        if (chosen) onChange(chosen.key)
      }}
    >
      <View className="x-pick hit">
        <Text>{options[place]?.label ?? '请选择'}</Text>
        <Icon name="down" size={12} weight={2} color="#6B7280" />
      </View>
    </Picker>
  )
}
