import type { Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { open } from '@xietong/ui/device/navigate'
import { useAct } from '@xietong/ui/hooks/use-act'
import { PasswordForm } from '@xietong/ui/sign-in'

interface ByPasswordProps {
  /** False and shows what is missing when the agreements are not ticked. */
  readonly check: () => boolean
  readonly onSession: (session: Output<'members.signInByPassword'>) => void
}

/** Phone and password, for members who have set one. */
export function ByPassword({ check, onSession }: ByPasswordProps) {
  const signing = useAct('members.signInByPassword')
  const submit = async (given: { phone: string; password: string }) => {
    if (!check()) return
    const answer = await signing.run(given)
    if (answer?.ok) onSession(answer.value)
  }
  return (
    <PasswordForm
      maxLength={20}
      running={signing.running}
      problem={signing.failure?.message}
      onSubmit={submit}
    >
      <Button block kind="plain" id="forgot" onTap={() => open('identity/password/index')}>
        忘记密码或还没有密码
      </Button>
    </PasswordForm>
  )
}
