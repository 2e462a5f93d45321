import { Picker, Text, View } from '@tarojs/components'
import { Problem } from '../field'
import '../field/field.css'
import { Icon } from '../icon'
import type { RegionFieldProps } from './region'

/** Province, city and district by WeChat's own wheel. */
export function RegionField({ value, onChange, problem }: RegionFieldProps) {
  const words = [value.province, value.city, value.district].filter(Boolean).join(' ')
  return (
    <View className="x-field">
      <Text className="x-field-label">所在地区</Text>
      <Picker
        mode="region"
        value={[value.province, value.city, value.district]}
        onChange={(event) => {
          const [province = '', city = '', district = ''] = event.detail.value as string[]
          onChange({ province, city, district })
        }}
      >
        <View id="region" className={`x-field-box ${problem ? 'x-field-bad' : ''}`}>
          <Text className={words ? 'grow' : 'grow x-field-hint'}>{words || '省、市、区县'}</Text>
          <Icon name="right" size={14} weight={2} color="#9A9EA6" />
        </View>
      </Picker>
      <Problem text={problem} />
    </View>
  )
}
