import type { Output } from '@xietong/client/caller'
import { useAct } from '@xietong/ui/hooks/use-act'
import { CodeForm } from '@xietong/ui/sign-in'
import type { useAgreements } from '../../parts/accepted'
import { waitingInvite } from '../../parts/invite'

export interface SmsFormProps {
  readonly agreements: ReturnType<typeof useAgreements>
  readonly onSession: (session: Output<'members.signInBySms'>) => void
}

/** Phone and code; a phone without an account is registered by the same step. */
export function SmsForm({ agreements, onSession }: SmsFormProps) {
  const signing = useAct('members.signInBySms')
  const submit = async (given: { phone: string; smsCode: string }) => {
    if (!agreements.check()) return
    const invite = waitingInvite()
    const { accepted } = agreements
    const answer = await signing.run({ ...given, accepted, ...(invite ? { invite } : {}) })
    if (answer?.ok) onSession(answer.value)
  }
  return <CodeForm running={signing.running} problem={signing.failure?.message} onSubmit={submit} />
}
