import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { Button } from '../button'
import { Field } from '../field'
import { Illustration } from '../illustration'
import { isComplete, PhoneCode } from '../phone-code'
import { useSession } from '../session/session'
import './sign-in.css'

export interface SignInHeadProps {
  readonly title: string
  /** Who may sign in here; a session that has ended says that instead. */
  readonly hint: string
}

/** The picture and the words above the ways in. */
export function SignInHead({ title, hint }: SignInHeadProps) {
  const ended = useSession((session) => session.ended)
  return (
    <View className="sign-head">
      <Illustration name="icon" width={64} height={60} />
      <Text className="title-1">{title}</Text>
      <Text className="cap on-ground">{ended ? '登录已失效，请重新登录' : hint}</Text>
    </View>
  )
}

interface FormProps<Given> {
  readonly running: boolean
  /** The refusal of what was sent. */
  readonly problem: string | undefined
  readonly onSubmit: (given: Given) => void
}

export type CodeFormProps = FormProps<{ readonly phone: string; readonly smsCode: string }>

/** Phone and code. */
export function CodeForm({ running, problem, onSubmit }: CodeFormProps) {
  const [value, setValue] = useState({ phone: '', code: '' })
  const [refused, setRefused] = useState('')
  // A refusal is about what was sent; it goes when something else is typed.
  const isStale = refused !== '' && refused !== `${value.phone} ${value.code}`
  const submit = () => {
    setRefused(`${value.phone} ${value.code}`)
    onSubmit({ phone: value.phone, smsCode: value.code })
  }
  return (
    <View>
      <PhoneCode
        value={value}
        onChange={setValue}
        purpose="sign-in"
        problem={isStale ? undefined : problem}
      />
      <View className="sign-submit">
        <Button
          block
          id="sign-in-sms"
          running={running}
          disabled={!isComplete(value)}
          onTap={submit}
        >
          登录
        </Button>
      </View>
    </View>
  )
}

export interface PasswordFormProps
  extends FormProps<{ readonly phone: string; readonly password: string }> {
  readonly maxLength: number
  /** What stands under the button: how to come by a password. */
  readonly children: ReactNode
}

/** Phone and password, for people who have set one. */
export function PasswordForm({
  running,
  problem,
  onSubmit,
  maxLength,
  children,
}: PasswordFormProps) {
  const [phone, setPhone] = useState('')
  const [password, setPassword] = useState('')
  return (
    <View>
      <Field
        id="phone"
        label="手机号"
        type="number"
        maxLength={11}
        placeholder="11 位手机号"
        value={phone}
        onInput={setPhone}
      />
      <Field
        id="password"
        label="密码"
        type="password"
        maxLength={maxLength}
        value={password}
        problem={problem}
        onInput={setPassword}
      />
      <View className="sign-submit">
        <Button
          block
          id="sign-in-password"
          running={running}
          disabled={!/^1[3-9]\d{9}$/.test(phone) || password === ''}
          onTap={() => onSubmit({ phone, password })}
        >
          登录
        </Button>
      </View>
      <View className="cap on-ground sign-note">{children}</View>
    </View>
  )
}
