import { Text, View } from '@tarojs/components'
import type { Failure } from '@xietong/client/caller'
import { useState } from 'react'
import { Button } from '../button'
import { back } from '../device/navigate'
import { say } from '../device/say'
import { Field } from '../field'
import { Page } from '../page'
import { isComplete, PhoneCode } from '../phone-code'
import { signIn } from '../session/session'
import './new-password.css'

export interface GivenPassword {
  readonly phone: string
  readonly smsCode: string
  readonly newPassword: string
}
interface Rule {
  readonly min: number
  readonly max: number
  readonly words: string
}
/** What a password must be, as the server checks it again. */
export const passwordRules = {
  plain: { min: 8, max: 20, words: '8 至 20 位，含字母和数字' },
  strong: { min: 10, max: 72, words: '至少 10 位，同时包含字母和数字' },
} as const satisfies Record<string, Rule>

type Saved =
  | { readonly ok: true; readonly value: { readonly token: string } }
  | { readonly ok: false }

export interface NewPasswordProps {
  readonly rule: Rule
  readonly note: string
  readonly label: string
  readonly running: boolean
  readonly failure: Failure | null
  /** What else there is to do with the new session. */
  readonly onSignedIn?: () => void
  /** Sends it; null when a try was already running. */
  readonly onSave: (given: GivenPassword) => Promise<Saved | null>
}

/** A code to the own phone sets a password; every other session of this person ends. */
export function NewPassword({
  rule,
  note,
  label,
  running,
  failure,
  onSave,
  onSignedIn,
}: NewPasswordProps) {
  const [value, setValue] = useState({ phone: '', code: '' })
  const [newPassword, setPassword] = useState('')
  const isWeak = failure?.code === 'PASSWORD_RULE' || failure?.code === 'PASSWORD_WEAK'
  const save = async () => {
    const answer = await onSave({ phone: value.phone, smsCode: value.code, newPassword })
    if (!answer?.ok) return
    signIn(answer.value.token)
    onSignedIn?.()
    say('密码已设置')
    back('pages/me/index')
  }
  return (
    <Page>
      <Text className="cap-2">{note}</Text>
      <PhoneCode
        value={value}
        onChange={setValue}
        purpose="set-password"
        problem={isWeak ? undefined : failure?.message}
      />
      <Field
        id="new-password"
        label="新密码"
        type="password"
        maxLength={rule.max}
        placeholder={rule.words}
        value={newPassword}
        problem={isWeak ? failure?.message : undefined}
        onInput={setPassword}
      />
      <View className="new-password-save">
        <Button
          block
          id="save-password"
          running={running}
          disabled={!isComplete(value) || newPassword.length < rule.min}
          onTap={save}
        >
          {label}
        </Button>
      </View>
    </Page>
  )
}
