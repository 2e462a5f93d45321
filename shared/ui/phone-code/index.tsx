import { View } from '@tarojs/components'
import { useState } from 'react'
import { CodeButton, type CodeButtonProps } from '../code-button'
import { Field } from '../field'

export interface PhoneAndCode {
  readonly phone: string
  readonly code: string
}

/** Whether both can be sent. */
export const isComplete = ({ phone, code }: PhoneAndCode): boolean =>
  /^1[3-9]\d{9}$/.test(phone) && /^\d{6}$/.test(code)

export interface PhoneCodeProps {
  readonly value: PhoneAndCode
  readonly onChange: (value: PhoneAndCode) => void
  readonly purpose: CodeButtonProps['purpose']
  /** The refusal of what was sent; it stands under the code. */
  readonly problem?: string | undefined
}

/** A phone and the code that was sent to it. */
export function PhoneCode({ value, onChange, purpose, problem }: PhoneCodeProps) {
  const [phoneProblem, setPhoneProblem] = useState<string>()
  return (
    <View>
      <Field
        id="phone"
        label="手机号"
        type="number"
        maxLength={11}
        placeholder="11 位手机号"
        value={value.phone}
        problem={phoneProblem}
        onInput={(phone) => {
          setPhoneProblem(undefined)
          onChange({ ...value, phone })
        }}
      />
      <Field
        id="sms-code"
        label="验证码"
        type="code"
        maxLength={6}
        placeholder="6 位数字"
        value={value.code}
        problem={problem}
        onInput={(code) => onChange({ ...value, code })}
        tail={
          <CodeButton
            phone={value.phone}
            purpose={purpose}
            onAnswer={(refused) => setPhoneProblem(refused ?? undefined)}
          />
        }
      />
    </View>
  )
}
