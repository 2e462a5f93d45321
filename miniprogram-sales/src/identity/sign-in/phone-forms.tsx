import { useAct } from '@xietong/ui/hooks/use-act'
import { CodeForm, PasswordForm } from '@xietong/ui/sign-in'

interface FormProps {
  readonly onToken: (token: string) => void
}

/** Phone and code; nobody is registered here. */
export function ByCode({ onToken }: FormProps) {
  const signing = useAct('sales.signInBySms')
  return (
    <CodeForm
      running={signing.running}
      problem={signing.failure?.message}
      onSubmit={async (given) => {
        const answer = await signing.run(given)
        if (answer?.ok) onToken(answer.value.token)
      }}
    />
  )
}

/** For salespeople who have set a password. */
export function ByPassword({ onToken }: FormProps) {
  const signing = useAct('sales.signInByPassword')
  return (
    <PasswordForm
      maxLength={20}
      running={signing.running}
      problem={signing.failure?.message}
      onSubmit={async (given) => {
        const answer = await signing.run(given)
        if (answer?.ok) onToken(answer.value.token)
      }}
    >
      第一次请用验证码登录，再到“我的”设置密码
    </PasswordForm>
  )
}
