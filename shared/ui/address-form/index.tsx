import { Text, Textarea, View } from '@tarojs/components'
import { useState } from 'react'
import type { AddressLike } from '../address-cell'
import { Button } from '../button'
import { Field } from '../field'
import { RegionField } from '../region-field'
import './address-form.css'
import type { AddressProblems } from './check'

export interface AddressFormProps {
  readonly value: AddressLike
  readonly onChange: (address: AddressLike) => void
  readonly problems: AddressProblems
  /** Takes a pasted text apart; resolves when the fields have been filled. */
  readonly onPaste: (text: string) => Promise<void>
  /** Absent where WeChat's own address book cannot be opened. */
  readonly onImport?: () => void
}

/** A pasted text, taken apart by the server. */
function Paste({ onPaste, onImport }: Pick<AddressFormProps, 'onPaste' | 'onImport'>) {
  const [pasted, setPasted] = useState('')
  const [reading, setReading] = useState(false)
  const read = async () => {
    setReading(true)
    await onPaste(pasted)
    setReading(false)
    setPasted('')
  }
  return (
    <View className="x-paste">
      <Textarea
        id="paste"
        className="x-paste-text"
        value={pasted}
        maxlength={300}
        placeholder="粘贴整段地址，自动识别姓名、电话和地区"
        placeholderClass="x-field-hint"
        onInput={(event) => setPasted(event.detail.value)}
      />
      <View className="row between">
        {onImport ? (
          <Text className="link hit" onClick={onImport}>
            从微信地址导入
          </Text>
        ) : (
          <View />
        )}
        <Button
          small
          kind="second"
          id="parse"
          disabled={!pasted.trim()}
          running={reading}
          onTap={read}
        >
          识别地址
        </Button>
      </View>
    </View>
  )
}

/** The fields of an address; a pasted text fills them. */
export function AddressForm(props: AddressFormProps) {
  const { value, onChange, problems } = props
  return (
    <View>
      <Paste {...props} />
      <Field
        id="name"
        label="收货人"
        value={value.name}
        maxLength={30}
        problem={problems.name}
        onInput={(name) => onChange({ ...value, name })}
      />
      <Field
        id="phone"
        label="手机号"
        type="number"
        value={value.phone}
        maxLength={11}
        problem={problems.phone}
        onInput={(phone) => onChange({ ...value, phone })}
      />
      <RegionField
        value={value}
        problem={problems.region}
        onChange={(region) => onChange({ ...value, ...region })}
      />
      <Field
        id="street"
        label="详细地址"
        value={value.street}
        maxLength={120}
        placeholder="街道、楼栋、门牌号"
        problem={problems.street}
        onInput={(street) => onChange({ ...value, street })}
      />
    </View>
  )
}
