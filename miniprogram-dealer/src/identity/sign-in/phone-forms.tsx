import { useAct } from '@xietong/ui/hooks/use-act'
import { CodeForm, PasswordForm } from '@xietong/ui/sign-in'
import type { FormProps } from './index'

export function ByCode({ onAnswer }: FormProps) {
  const signing = useAct('channel.signInBySms')
  return (
    <CodeForm
      running={signing.running}
      problem={signing.failure?.message}
      onSubmit={async (given) => onAnswer(await signing.run(given))}
    />
  )
}

export function ByPassword({ onAnswer }: FormProps) {
  const signing = useAct('channel.signInByPassword')
  return (
    <PasswordForm
      maxLength={72}
      running={signing.running}
      problem={signing.failure?.message}
      onSubmit={async (given) => onAnswer(await signing.run(given))}
    >
      第一次请用验证码登录，再到“我的”设置密码
    </PasswordForm>
  )
}
