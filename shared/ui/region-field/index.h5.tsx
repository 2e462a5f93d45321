import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Field, Problem } from '../field'
import { Icon } from '../icon'
import { Panel } from '../panel'
import { isMunicipality, provinces, type RegionFieldProps } from './region'
import './region-field.css'

/** A browser has no wheel of regions: the province is chosen, city and district are typed. */
export function RegionField({ value, onChange, problem }: RegionFieldProps) {
  const [open, setOpen] = useState(false)
  const choose = (province: string) => {
    const city = isMunicipality(province) ? province : ''
    onChange(province === value.province ? value : { province, city, district: '' })
    setOpen(false)
  }
  return (
    <View>
      <View className="x-field">
        <Text className="x-field-label">所在地区</Text>
        <View
          id="region"
          className={`x-field-box ${problem ? 'x-field-bad' : ''}`}
          onClick={() => setOpen(true)}
        >
          <Text className={value.province ? 'grow' : 'grow x-field-hint'}>
            {value.province || '选择省份'}
          </Text>
          <Icon name="right" size={14} weight={2} color="#9A9EA6" />
        </View>
        <Problem text={problem} />
      </View>
      <View className="x-region-pair">
        <View className="grow">
          <Field
            id="city"
            label="市"
            value={value.city}
            maxLength={20}
            onInput={(city) => onChange({ ...value, city })}
          />
        </View>
        <View className="grow">
          <Field
            id="district"
            label="区县"
            value={value.district}
            maxLength={20}
            onInput={(district) => onChange({ ...value, district })}
          />
        </View>
      </View>
      <Panel title="选择省份" open={open} onClose={() => setOpen(false)}>
        <View className="x-region-list">
          {provinces.map((province) => (
            <Text
              key={province}
              id={`province-${province}`}
              className={`x-region ${province === value.province ? 'x-region-on' : ''}`}
              onClick={() => choose(province)}
            >
              {province}
            </Text>
          ))}
        </View>
      </Panel>
    </View>
  )
}
